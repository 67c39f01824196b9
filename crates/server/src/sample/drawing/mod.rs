mod animal;
mod avatar;
mod food;
mod ink;
mod place;
mod thing;
mod travel;
mod indoors;
mod leisure;
mod outdoors;
use ink::{Canvas, Dice};
pub struct Drawing { pub svg: String, pub width: u32, pub height: u32 }
pub fn avatar(seed: u64) -> String {
    let c = Canvas::new(400.0, 400.0, Dice::new("avatar", seed));
    avatar::paint(&c);
    c.finish()
}
pub fn draw(kind: &str, seed: u64) -> Option<Drawing> {
    let paint: fn(&Canvas) = match kind {
        "noodles" => food::noodles,
        "hotpot" => food::hotpot,
        "dumplings" => food::dumplings,
        "tea" => food::tea,
        "cake" => food::cake,
        "barbecue" => food::barbecue,
        "vegetables" => food::vegetables,
        "cat" => animal::cat,
        "dog" => animal::dog,
        "goat" => animal::goat,
        "panda" => animal::panda,
        "homework" => thing::homework,
        "book" => thing::book,
        "knitting" => thing::knitting,
        "nails" => thing::nails,
        "clothes" => thing::clothes,
        "phone" => thing::phone,
        "radio" => leisure::radio,
        "guitar" => leisure::guitar,
        "painting" => leisure::painting,
        "room" => leisure::room_of_ones_own,
        "train" => travel::train,
        "bike" => travel::bike,
        "plane" => travel::plane,
        "city" => place::city,
        "sunrise" => place::sunrise,
        "night-street" => place::night_street,
        "mountains" => place::mountains,
        "camp" => place::camp,
        "sea" => place::sea,
        "snow" => place::snow,
        "garden" => place::garden,
        _ => return None,
    };
    let dice = Dice::new(kind, seed);
    let height: u32 = dice.in_turn(&[1440, 1080, 1350, 810]);
    let c = Canvas::new(1080.0, f64::from(height), dice);
    paint(&c);
    Some(Drawing { svg: c.finish(), width: 1080, height })
}
