-- Whoever holds its row notes what changed; the others wait, so that numbers are committed in their order.
CREATE TABLE search_order (
    id BIGINT PRIMARY KEY
);
