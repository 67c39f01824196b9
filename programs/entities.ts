import type { mastodon } from "masto";

export type IsAccount = mastodon.v1.Account;
export type IsAccountCredentials = mastodon.v1.AccountCredentials;
export type IsContext = mastodon.v1.Context;
export type IsGroupedNotificationsResults = mastodon.v1.GroupedNotificationsResults;
export type IsInstance = mastodon.v2.Instance;
export type IsList = mastodon.v1.List;
export type IsMediaAttachment = mastodon.v1.MediaAttachment;
export type IsNotification = mastodon.v1.Notification;
export type IsPoll = mastodon.v1.Poll;
export type IsRelationship = mastodon.v1.Relationship;
export type IsSearch = mastodon.v2.Search;
export type IsStatus = mastodon.v1.Status;
export type IsStatusEdit = mastodon.v1.StatusEdit;
export type IsTag = mastodon.v1.Tag;
export type IsTranslation = mastodon.v1.Translation;
