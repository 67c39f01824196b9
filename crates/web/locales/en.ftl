# The words of Sampan in English. Keys are shared with every other catalogue; a test compares them.
# $n chooses a plural form, $count is the same number as people read it (12.4K).

## Numbers, dates, lists

count-units = 1000000000:B 1000000:M 1000:K
ago-now = just now
ago-minutes = {$count} min
ago-hours = {$count} h
ago-days = {$count} d
date-short = {$month} {$day}
date-long = {$month} {$day}, {$year}
month = {$n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
list-comma = ,
notes-count = {$n ->
    [one] {$count} note
   *[other] {$count} notes
}
comments-count = {$n ->
    [one] {$count} comment
   *[other] {$count} comments
}
replies-count = {$n ->
    [one] {$count} reply
   *[other] {$count} replies
}
pictures = {$n ->
    [one] {$count} picture
   *[other] {$count} pictures
}
likes = {$n ->
    [one] like
   *[other] likes
}
views = {$n ->
    [one] {$count} view
   *[other] {$count} views
}

## The frame

skip = Skip to the content
nav-main = Main
nav-feeds = Feeds
nav-rising = Rising topics
nav-explore = Explore
nav-following = Following
nav-watch = Watch
nav-topics = Topics
nav-inbox = Inbox
nav-me = Me
nav-write = Write
nav-about = About
nav-rules = Rules
nav-guide = Guide
unread = unread
menu = Menu
language = Language
settings = Settings
search = Search
search-hint = Search notes, people and topics
invite = Come aboard {$instance}. No phone number, no e-mail.
join = Join
sign-in = Sign in
sign-out = Sign out
close = Close
cancel = Cancel
save = Save
edit = Edit
delete = Delete
delete-yes = Yes, delete it
more-actions = More
sort = Order
sort-hot = Popular
sort-new = Newest
try-again = Try again
note = Note
notes = Notes
new = New
people = People
name = Display name
handle = Handle
password = Password
place = Place
bio = About you
optional = optional
errors-title = {$n ->
    [one] One thing needs another look
   *[other] {$count} things need another look
}

## Keyboard

keys-title = Keyboard shortcuts
keys-search = Go to the search field
keys-move = Next or previous note or comment
keys-like = Like it
keys-watch = In Watch: sound, captions, comments
keys-close = Close
keys-help = Show this list
keys-on = Use single-key shortcuts

## Feeds

explore-title = {$instance}: other people’s everyday
explore-description = Photos, words and talk from people who live somewhere else. Read along on {$instance}, and join without a phone number or an e-mail address.
explore-empty-title = The water is still calm
explore-empty-text = Nobody has posted anything here yet. The first note makes the first wave.
explore-empty-write = Write the first note
fresh-one = {"{n}"} new note
fresh-many = {"{n}"} new notes
more-notes = More notes
following-nobody-title = You do not follow anyone yet
following-nobody-text = Follow people whose days you would like to see. What they post appears here, newest first.
following-nobody-go = Look around in Explore
following-quiet-title = All quiet
following-quiet-text = The people you follow have not posted anything yet.
note-by = A note by {$name}
pinned = Pinned
like = Like
like-comment = Like this comment
collect = Collect
collect-choose = Choose…
collect-choose-long = Choose a collection

## A note

back-note = Back to the note
picture = Picture
picture-no-alt = Picture without a description
gallery-hint = Pictures; use the arrow keys
gallery-previous = Previous picture
gallery-next = Next picture
writes = writes {$lang}
edited = edited
pin = Pin
unpin = Unpin
pin-profile = Pin to my profile
mute = Mute
unmute = Unmute
block = Block
unblock = Unblock
block-sure = You and @{$handle} will no longer see or answer each other. They are not told.
unblock-sure = You and @{$handle} will be able to see each other again.
note-delete-sure = The note goes with all its comments and likes. This cannot be undone.
follow = Follow
follow-back = Follow back
following = Following
mutual = Mutual
share = Share
comments = Comments
comments-empty = No comments yet. Say something, in any language you like.
more-comments = More comments
more-replies = {$n ->
    [one] Show {$count} more reply
   *[other] Show {$count} more replies
}
more-replies-plain = Show more replies
reply = Reply
comment-author = Author
comment-left = Somebody who has left
comment-delete-sure = Its replies go with it. This cannot be undone.
comment-hint = Say something in your language…
comment-label = Your comment
comment-picture = Add a picture
comment-send = Send
comment-sign-in = Sign in to say something
answering = Replying to @{$handle}
answering-plain = Replying to @{"{handle}"}
answering-left = Replying to a comment
alt = What the picture shows
alt-hint = Describe it for those who cannot see it
visibility-public = Everyone
visibility-unlisted = Whoever has the link
visibility-unlisted-hint = On your page, but not in Explore or under topics
visibility-followers = Followers
visibility-only-me = Only me

history = Earlier versions
history-lead = What this note said before it was edited. Nothing is hidden, so that answers keep their sense.
history-now = Now
history-since = Since {$when}
history-until = Until {$when}
history-version = Version {$n}
history-empty = This note has only ever said one thing.
share-title = Share this note
share-qr = QR code with the address of this note
share-qr-hint = Point a phone camera at it.
share-address = Address
share-system = Share with an app…
copy-link = Copy link

## Collections

collections = Collections
collection-default = Saved
collection-description = “{$name}”, a collection of notes by {$owner}.
collection-new = A new collection
collection-name = Name
collection-name-hint = Noodles to try, places to go…
collection-public = Everyone may see this collection
collection-private = Only you
collection-make = Create and save here
collection-edit = Edit this collection
collection-delete = Delete this collection
collection-delete-sure = The notes in it stay where they are; only the collection goes.
collection-empty-title = Nothing saved here yet
collection-empty-text = Press the star on a note to put it here.
collections-empty-title = No collections yet
collections-empty-text = The star on a note saves it. Collections keep what was saved in order.

## Topics

topics-title = What people talk about
topics-description = The topics that are rising on {$instance} right now.
topics-followed = Topics you follow
topics-rising = Rising now
topics-empty-title = No topics yet
topics-empty-text = Write #something in a note, and it becomes a topic with a page of its own.
topic-description = Notes and talk about #{$topic} on {$instance}.
topic-discussions = discussions
topic-views = views
topic-participants = people
topic-followers = followers
topic-follow = Follow topic
topic-following = Following topic
topic-join-in = Join in
topic-empty-title = A topic without notes
topic-empty-text = Be the first: write a note with this hashtag.
topic-merge = Merge this topic
topic-merge-into = Into which topic?
topic-merge-hint = All notes of #{$topic} move there, and its address leads there from now on.
topic-merge-do = Merge

## People

profile-description = {$name} on {$instance}.
profile-following = following
profile-followers = {$n ->
    [one] follower
   *[other] followers
}
profile-appreciations = likes and collects
profile-edit = Edit profile
profile-tabs = Profile
profile-you-block = You block this person. You do not see each other’s notes.
profile-blocks-you = This person does not want to be in touch with you.
profile-empty-title = No notes yet
profile-empty-text = When there is one, it will be here.
profile-empty-own-title = Your first note
profile-empty-own-text = A photo from your window, your lunch, your cat. Somebody far away has never seen it.
profile-followers-title = People who follow {$name}
profile-following-title = People {$name} follows
followers = Followers
writes-label = Writes {$lang}
reads-label = Reads {$langs}
follows-you = Follows you
joined = Here since {$when}
liked = Liked
liked-private-title = That stays between them and the notes
liked-private-text = This person keeps their likes to themselves.
liked-empty-title = No likes yet
liked-empty-text = Notes that get a heart are gathered here.
people-empty = Nobody here yet.
more-people = More people
people-somebody = Somebody
people-one-more = {$n ->
    [one] {$one} and one other
   *[other] {$one} and {$count} others
}
people-two = {$one} and {$two}
people-more = {$n ->
    [one] {$one}, {$two} and one other
   *[other] {$one}, {$two} and {$count} others
}

## Inbox

inbox-empty-title = Nothing has drifted in yet
inbox-empty-text = Likes, comments and new followers arrive here. Post something and see who answers.
more-notices = Earlier
notice-like = {$who} liked your note
notice-comment-like = {$who} liked your comment
notice-collect = {$who} collected your note
notice-comment = {$who} commented on your note
notice-reply = {$who} replied to you
notice-follow = {$n ->
    [one] {$who} follows you
   *[other] {$who} follow you
}
notice-mention = {$who} mentioned you

## Search

search-page = Search this community
search-go = Search
search-for = Results for “{$query}”
search-lead = Look for words in notes and comments in any language you read or write: what is known in another language is found as well. “Quotation marks” keep words together, a minus leaves one out, @ looks for people and # for topics.
search-what = What to look for
search-what-all = Everything
search-what-notes = Notes
search-what-videos = Videos
search-what-comments = Comments
search-what-people = People
search-what-topics = Topics
search-best = Best first
search-newest = Newest first
search-narrow = Filter
search-lang = Written in
search-lang-any = Any language
search-place = Place
search-place-hint = A city, such as Chengdu
search-apply = Apply
search-wide = Remove filters
search-mended = “{$typed}” is nowhere. These are for “{$meant}”.
search-building = Search is being prepared ({$n} %). Not everything can be found yet.
find-at-across = In the translation:
find-at-original = In the original:
find-at-topic = Topic:
find-at-place = Place:
find-at-meaning = Something like it:
find-at-said = In the pictures or the video:
search-none-title = Nothing found
search-none-text = Try fewer letters, another spelling, or another language.

## Watch

watch-for-you = For you
watch-description = Short videos from {$instance}, with every word in your language.
watch-sound = Sound
watch-reel = Videos, one below the other
watch-more = More videos
watch-empty-title = No videos yet
watch-empty-text = Be the first to show something that moves.

## Captions

captions = Captions
captions-off = Off
captions-in = {$lang}
captions-both = {$lang} and original
captions-original = Original ({$lang})
captions-lead = What is said in the video. Everybody reads it in their own language.
captions-waiting = The server is listening to the video. The lines will be here in a moment; what you write takes their place.
captions-heard = The server has written down what it heard. Mend what it misheard; a line without words goes away.
captions-lang = Spoken in
captions-lines = Lines
captions-line = Line {$count}
captions-start = From
captions-end = To
captions-file = Or take them from a file
captions-file-hint = SRT or WebVTT. It replaces all lines above.
captions-unreadable = These captions could not be read. Choose an SRT or WebVTT file.
captions-many = Captions may have at most {$limit} lines.
captions-line-long = A line of captions may have at most {$limit} characters.
captions-times = A line must end after it begins. Write times like 00:01:02.500.

## Writing

compose-new = Write a note
compose-edit = Edit note
compose-pictures = Pictures
compose-drop = Add pictures
compose-drop-hint = Up to {$count}. JPEG, PNG, WebP or GIF.
compose-pictures-video = Pictures or video
compose-drop-both = Add pictures or a video
compose-drop-video = Or one video: MP4, MOV or WebM, up to {$megabytes} MB and {$minutes} minutes.
compose-video-alt = Description of the video
compose-alt = Description of picture {$count}
compose-move-up = Move forward
compose-remove = Remove
compose-title = Title
compose-title-hint = One line that makes people curious
compose-text = Text
compose-text-hint = Tell it in your own language…
compose-marks-hint = #topic puts the note on a topic’s page, @handle calls somebody over.
compose-place = Place
compose-place-hint = A city is enough
compose-lang = Written in
compose-lang-auto = Find out for me
compose-visibility = Who may see it?
compose-publish = Publish

## Joining and signing in

join-title = Join {$instance}
join-description = Join {$instance} in half a minute: a handle, a passkey or a password, and nothing else.
join-lead = A handle, a passkey, done. No phone number, no e-mail address.
join-lead-approval = Pick a handle. A moderator looks at new accounts before they can post; that is usually quick.
join-lead-invitation = This community grows by invitation. You need the code that somebody gave you.
join-closed = This community is not taking new members at the moment. You can still read along.
join-closed-go = Read along
join-passkey = Join with a passkey
join-password = Join with a password
join-agree = By joining you agree to the {$rules}.
handle-hint = Letters, digits, dots and underscores. This is how people mention you.
name-hint = In any language. Without one, people see your handle.
invitation = Invitation code
passkey = Passkey
passkey-hint = Your phone or computer proves that it is you, by fingerprint, face or PIN. Nothing to remember.
or-password = or with a password
password-hint = At least {$count} characters. A few unrelated words make a good one.
have-account = Been here before?
no-account = New here?
signin-title = Welcome back
signin-passkey = Sign in with a passkey
signin-lost = I cannot get in any more
recover-title = Back in with a recovery code
recover-lead = When you joined, you saved a few codes. Any one of them lets you set a new password.
recover-code = Recovery code
recover-code-hint = Each code works once. Dashes and capitals do not matter.
recover-do = Set the new password
recover-back = Back to signing in
password-new = New password
codes-title = Recovery codes
codes-welcome = Welcome to {$instance}! One last thing.
codes-welcome-pending = Your account is waiting for a moderator. One thing in the meantime:
codes-lead = There is no e-mail to fall back on. If you ever lose your passkey or password, one of these codes lets you back in. Keep them somewhere safe.
codes-once = We keep no readable copy, so this is the only time you see them.
codes-copy = Copy
codes-download = Save as a file
codes-print = Print
codes-saved = I saved them
codes-file = Recovery codes for {$instance}. Each one works once.
codes-left = {$n ->
    [0] No recovery codes are left. Make new ones before you need them.
    [one] One recovery code is left.
   *[other] {$count} recovery codes are left.
}
codes-renew = Make new codes
codes-renew-hint = New codes replace all the old ones.

## Settings

settings-profile = Profile
settings-security = Security
settings-people = Blocked
settings-leave = Leave
settings-saved = Saved.
settings-pictures = Pictures
settings-avatar = Your face
settings-avatar-remove = Take the picture away
settings-cover = Cover
settings-cover-hint = A wide picture, three times as wide as high.
settings-cover-remove = Take the cover away
settings-writes = I write in
settings-writes-none = No answer
settings-reads = I can read
settings-reads-hint = Whatever you can read stays in its own words.
settings-visibility = New notes are for
settings-discoverable = Search engines may list my page
profile-bot = program
settings-bot = A program writes here, not a person
settings-likes-public = Everyone may see which notes I like
bio-hint = What should somebody from far away know about you?
momo-title = Be a momo
momo-off = One tap, and you wear the name and the face that everybody shares. Your handle stays.
momo-on = You are one of the momos now. Nobody can tell you apart by name.
momo-wear = Be a momo
momo-leave = Be myself again

passkeys = Passkeys
passkeys-none = You have no passkey yet.
passkey-add = Add a passkey
passkey-name = A name to recognise it by
passkey-name-hint = My phone
passkey-remove = Remove
passkey-needs-script = Passkeys need JavaScript. A password works without.
made-when = Made {$when}
used-when = Last used {$when}
password-current = Current password
password-none = You have no password; you sign in with a passkey.
password-change = Change password
password-set = Set a password
sessions = Where you are signed in
session-current = This is where you are now
session-unknown = Unknown device
session-end = Sign out
sessions-end-others = Sign out everywhere else
security-done-password = The new password is set. Every other device was signed out.
security-done-passkey-added = The passkey is added.
security-done-passkey-removed = The passkey is removed.
security-done-session = That device is signed out.
security-done-others = Every other device is signed out.

kept-blocked = Blocked
kept-blocked-hint = You do not see each other and cannot answer each other.
kept-blocked-none = You block nobody.
kept-muted = Muted
kept-muted-hint = Their notes stay out of your feeds. They do not notice.
kept-muted-none = You mute nobody.

leave-title = Leave
leave-lead = We are sorry to see you go. This is what happens:
leave-what-notes = Your notes, pictures, likes and collections are deleted.
leave-what-account = Your profile disappears and every device is signed out.
leave-what-handle = Your handle is kept free, so that nobody can pass for you.
leave-comments = Your comments on other people’s notes
leave-comments-keep = Let them stay without a name
leave-comments-keep-hint = Conversations keep their sense; nobody can tell that it was you.
leave-comments-delete = Delete them, too
leave-comments-delete-hint = Replies under them go with them.
leave-confirm = Type your handle to confirm
leave-do = Delete my account
leave-stay = Stay after all

## Moderation

mod-title = Moderation
mod-mode-open = Everybody may join.
mod-mode-invitation = People join by invitation.
mod-mode-approval = New accounts wait here for a yes.
mod-mode-closed = Nobody may join at the moment.
mod-pending = Waiting for a yes
mod-pending-none = Nobody is waiting.
mod-approve = Let in
mod-refuse = Turn away
mod-invitations = Invitations
mod-invitations-hint = A link lets in as many people as you say.
mod-invitation-uses = For how many people?
mod-invitation-make = Make an invitation
mod-invitation-left = {$n ->
    [one] one place left
   *[other] {$count} places left
}
mod-topics = Merging topics
mod-topics-hint = Two spellings of one thing? Open the topic that should go; the form is at the bottom of its page.

## When something does not work

problem-kept = This is what you wrote. Copy it before you go on.
problem-request = If you tell somebody about it, mention
problem-not-found-title = Nothing here
problem-not-found-text = The address may be mistyped, or somebody took the note down. The rest of the river is still there.
problem-not-found-line = This is no longer here.
problem-denied-title = Not for everyone
problem-denied-text = This is shown to certain people only, or something between you and its author keeps it closed.
problem-denied-line = You are not allowed to do that.
problem-sign-in-title = Sign in first
problem-sign-in-text = For that we need to know who you are. Joining takes half a minute and neither phone nor e-mail.
problem-sign-in-line = Please sign in first.
problem-session-expired-title = You were signed out
problem-session-expired-text = You were away for a while, or signed out on another device. Sign in again and go on where you were.
problem-session-expired-line = You were signed out. Please sign in again.
problem-stale-title = It changed in the meantime
problem-stale-text = Somebody, perhaps you in another tab, saved a newer version. Go back, copy what you wrote, reload the page and put it in again.
problem-stale-line = This changed in the meantime. Reload the page and try again.
problem-rate-limited-title = A little slower
problem-rate-limited-text = {$n ->
    [one] That was a lot in a short time. Take a breath; it works again in one second.
   *[other] That was a lot in a short time. Take a breath; it works again in {$count} seconds.
}
problem-rate-limited-line = {$n ->
    [one] That was a lot in a short time. Try again in one second.
   *[other] That was a lot in a short time. Try again in {$count} seconds.
}
problem-busy-title = So many people
problem-busy-text = {$n ->
    [0] More people are here than this little boat can row at once. Your page comes by itself in a moment; you need not do anything.
   *[other] More people are here than this little boat can row at once. You are in line: your page comes by itself in about {$count} minutes; you need not do anything.
}
problem-busy-line = {$n ->
    [0] Too many people at once. Try again in a few seconds.
   *[other] Too many people at once. Try again in about {$count} minutes.
}
problem-busy-form-title = So many people
problem-busy-form-text = {$n ->
    [0] More people are here than this little boat can row at once, and what you sent was not taken in yet. Wait a few seconds and reload this page: your browser sends it again, as you wrote it.
   *[other] More people are here than this little boat can row at once, and what you sent was not taken in yet. Keep this page open and reload it in about {$count} minutes: your browser sends it again, as you wrote it.
}
problem-busy-form-line = {$n ->
    [0] Too many people at once. What you wrote is still here; send it again in a few seconds.
   *[other] Too many people at once. What you wrote is still here; send it again in about {$count} minutes.
}
problem-too-large-title = That is too much at once
problem-too-large-text = What you sent is larger than this boat can carry. Go back and send smaller pictures, or fewer of them.
problem-too-large-line = That is too large. Send smaller pictures, or fewer of them.
problem-cross-site-title = That did not come from here
problem-cross-site-text = The form was sent from another site, so nothing was done. If it was you, open the page here and try again.
problem-cross-site-line = This came from another site, so nothing was done.
problem-already-sent-title = Already sent
problem-already-sent-text = This form arrived before, so it was not counted twice. What you sent the first time is safe.
problem-already-sent-line = This was already sent.
problem-malformed-title = We did not understand that
problem-malformed-text = The request made no sense to us. Go back, reload the page and try once more.
problem-malformed-line = We did not understand that. Reload the page and try again.
problem-unavailable-title = All hands are busy
problem-unavailable-text = The server cannot do this right now. Nothing is lost; try again in a moment.
problem-unavailable-line = The server cannot do this right now. Try again in a moment.
problem-internal-title = Something broke on our side
problem-internal-text = This is not your fault. It has been written down for whoever looks after this server. Try again in a moment.
problem-internal-line = Something broke on our side. Try again in a moment.
offline-title = No connection
offline-text = You are offline. Drafts are safe on this device. When the network is back, go on from here.

not-author = Only the author can do that.
not-operator = Only operators can do that.
not-moderator = Only moderators can do that.
blocked = That is not possible between you and this person.
collection-stays = The first collection stays.
oneself = That would be yourself.
signed-out = Please sign in first.
passkey-unknown = This passkey is not known here. Sign in another way.
passkey-address = Passkeys do not work at this address. Please use a password.
collections-many = You have as many collections as one can have. Delete one first.
description = A place for the everyday of people who live somewhere else.
say-liked = Liked.
say-unliked = Like taken back.
say-collected = Saved.
say-uncollected = No longer saved.
say-followed = You follow them now.
say-unfollowed = You no longer follow them.
say-commented = Your comment is posted.
invalid = This does not work. Please check it.
handle-empty = Choose a handle.
handle-characters = Use plain letters a to z, digits, dots and underscores only.
handle-length = Use between 3 and 30 characters.
handle-dots = No dots at the ends, and never two in a row.
handle-letters = Use at least one letter, or eight digits.
handle-reserved = That one is kept for the house. Please choose another.
handle-taken = Somebody has that one already. Please choose another.
handle-confusable = That looks too much like somebody else’s handle. Please choose another.
leave-handle-wrong = That is not your handle.
password-short = Use at least {$limit} characters.
password-long = That is very long. Use at most {$limit} bytes.
password-common = Others would guess that. Use something less common.
password-wrong = That is not your current password.
signin-wrong = Handle and password do not fit together. Check both, or use a recovery code.
signin-pending = Your account is still waiting for a moderator. Please come back a little later.
code-wrong = This code does not fit the handle, or it was used before.
invitation-needed = You need an invitation code to join.
invitation-wrong = This invitation is used up or mistyped.
invitation-uses = Choose a number from 1 to 1,000.
pulse-title = Pulse
pulse-lead = How this place is doing, minute by minute. The page stays fresh by itself.
pulse-people = People per minute
pulse-people-now = people in the last minute
pulse-joined-now = joined in the last minute
pulse-last-minute = Last minute:
pulse-most = at most {$most}
pulse-hour-ago = an hour ago
pulse-now = now
pulse-countries = By country
pulse-nobody = Nobody in the last minute.
pulse-joined = Joined
pulse-requests = Requests
pulse-asked-back = Asked to come back
pulse-texts = Texts that wait for translation
pulse-jobs = Jobs that wait
pulse-queues = Queues
pulse-queues-none = Nothing waits.
pulse-lane = Lane
pulse-state = State
pulse-count = Number
pulse-state-waiting = waiting
pulse-state-running = at work
pulse-state-dead = given up
pulse-backlog = Translation: {$screens} texts wait that somebody looks at, {$later} for later.
pulse-routes = Where the time goes
pulse-routes-text = Of the last minutes, in this process: what took the most time altogether comes first.
pulse-route = Address
pulse-mean = Mean
pulse-longest = Longest
pulse-late = tasks are late by {$late}
pulse-at-work = { $n ->
    [one] {$count} request at work
   *[other] {$count} requests at work
}
pulse-processes = { $n ->
    [one] {$count} process
   *[other] {$count} processes
}
pulse-everybody = Everybody is let in
pulse-gives-way-made = Visitors get kept pages
pulse-gives-way-member = Members wait
pulse-gives-way-write = Writing waits
gate-title = Joining in a crowd
gate-text = By itself, joining asks for more while more people come in a minute, and for less again when they are fewer. You can hold a step, and let it go.
gate-auto = Follow the crowd
gate-open = Open to everybody
gate-proof = With a small puzzle
gate-line = In a line
gate-held = Held by {$who}.
gate-set = Set in sampan.toml.
gate-follows = Follows the crowd: {$came} came in the last minute; a puzzle above {$proof}, a line above {$line}.
gate-waiting = { $n ->
    [one] {$count} person is in the line.
   *[other] {$count} people are in the line.
}
join-on-page = Many people are joining just now. Join in a browser, on the page for joining: /join
proof-needed = Many people are joining just now, so your device has to solve a small puzzle first. Send the form again: it does so by itself.
proof-note = Many people are joining just now. Your device solves a small puzzle meanwhile; you need not do anything.
proof-noscript = Many people are joining just now. With scripts, your device would solve a small puzzle; without them there is a line.
proof-failed = The puzzle could not be solved here. Try again in a moment, or wait for your turn instead:
line-stand = Stand in the line
line-title = There is a line
line-place = is your number in the line
line-wait = { $n ->
    [one] It takes about a minute.
   *[other] It takes about {$count} minutes.
}
line-text = More people want to join than this little boat can take aboard at once. Keep this page open: it looks again by itself, and shows the form when it is your turn, which is yours for ten minutes. Handle and name stay as you typed them.
line-look = Look now
turn-needed = More people want to join than can be let in at once. Open the page for joining: it gives you a place in the line.
signup-closed = This community is not taking new members at the moment.
passkey-failed = The passkey was not accepted. Try again, or use your password.
passkey-expired = That took too long. Please start again.
passkey-known = This device has a passkey here already.
passkey-last = This is your only way in. Set a password or add another passkey first.
name-long = Use at most {$limit} characters.
bio-long = That is a little long. Use at most {$limit} characters.
place-long = Use at most {$limit} characters.
note-title-long = The title is too long. Use at most {$limit} characters.
note-text-long = The text is too long. Use at most {$limit} characters, or make two notes of it.
note-place-long = The place is too long. Use at most {$limit} characters.
note-pictures-many = A note holds at most {$limit} pictures.
note-topics-many = A note can be about at most {$limit} topics.
note-mentions-many = A note can mention at most {$limit} people.
note-empty = Write something, or add a picture.
note-changed = This note changed in the meantime. Copy your text, reload the page and put it in again.
comment-long = Use at most {$limit} characters.
comment-mentions-many = A comment can mention at most {$limit} people.
comment-empty = Write something, or add a picture.
picture-alt-long = A description may have at most {$limit} characters.
picture-too-large = This file is too large. Export it smaller and try again.
picture-too-many-pixels = This picture has too many pixels. Scale it down and try again.
picture-unsupported = This is not a JPEG, PNG, WebP or GIF picture.
picture-broken = This file is damaged. Try another copy of it.
picture-empty = This file is empty.
picture-not-encoded = The picture could not be prepared. Please try another one.
video = Video
video-waits = This video is being prepared
video-waits-text = It will be here in a moment.
video-waits-short = Soon
video-not-there = This video could not be prepared.
video-off = This community does not take videos.
video-too-large = This video is too large. Export it with at most {$limit} MB and try again.
video-unsupported = This is not an MP4, MOV or WebM video.
video-broken = This video is damaged or incomplete. Try another copy of it.
video-no-picture = There are no moving pictures in this file.
video-too-long = This video is too long. Cut it shorter and try again.
video-too-many-pixels = This video has too many pixels. Export it in 4K or smaller and try again.
video-too-slow = This video takes too long to prepare. Export it as an ordinary MP4 and try again.
video-not-made = The video could not be prepared. Please upload it again.
video-gone = This video is gone. Please add it again.
video-unfinished = The video is not uploaded completely yet. Please wait, or add it again.
video-busy = This upload is going on elsewhere.
note-video-alone = A note shows pictures or one video, not both.
picture-gone = This picture is gone. Please add it again.
collection-name-empty = Give the collection a name.
collection-name-long = Use at most {$limit} characters.
collection-unknown = This collection is gone.
topic-unknown = There is no such topic.
topic-invalid = A topic has letters, digits and underscores only.
topic-same = That is the topic you are on.

## What scripts say. Names in braces are filled in by the browser.

js-ago-minutes = {"{n}"} min
js-ago-hours = {"{n}"} h
js-ago-days = {"{n}"} d
js-close = Close
js-loading = Loading…
js-failed = That did not work. Please try again.
js-offline = You are offline. Please try again later.
js-copied = Copied.
js-comment-new = New comment by {"{name}"}
js-picture-of = Picture {"{n}"} of {"{max}"}
js-suggestions-label = Suggestions
js-suggestions = Suggestions: {"{n}"}
js-passkey-cancelled = No passkey was used.
js-passkey-failed = The passkey did not work. Try again, or use a password.
js-draft-restored = Your draft is back.
js-draft-discard = Discard it
js-upload-drop = Drop the pictures here
js-upload-alt = Description of picture {"{n}"}
js-upload-earlier = Move picture {"{n}"} forward
js-upload-later = Move picture {"{n}"} back
js-upload-remove = Remove picture {"{n}"}
js-upload-removed = Picture removed.
js-upload-moved = Now picture {"{n}"} of {"{max}"}.
js-upload-cancel = Cancel
js-upload-retry = Try again
js-upload-failed = {"{name}"} was not uploaded.
js-upload-left = Some pictures were not uploaded. Try them again, or remove them.
js-upload-too-many = A note holds at most {"{max}"} pictures.
js-upload-waiting = Waiting for the uploads…
js-video-alt = Description of the video
js-video-off = This community does not take videos.
js-video-alone = A note shows pictures or one video, not both.
js-video-large = This video is too large: {"{max}"} MB is the most.
js-uploading = Uploading {"{name}"}: {"{n}"}%
js-uploaded = {"{name}"} is uploaded.

## Languages

lang-en = English
lang-zh = Chinese
lang-zh-Hans = Chinese (Simplified)
lang-zh-Hant = Chinese (Traditional)
lang-ar = Arabic
lang-bg = Bulgarian
lang-bn = Bengali
lang-ca = Catalan
lang-cs = Czech
lang-da = Danish
lang-de = German
lang-el = Greek
lang-es = Spanish
lang-et = Estonian
lang-fa = Persian
lang-fi = Finnish
lang-fr = French
lang-he = Hebrew
lang-hi = Hindi
lang-hr = Croatian
lang-hu = Hungarian
lang-id = Indonesian
lang-it = Italian
lang-ja = Japanese
lang-ko = Korean
lang-lt = Lithuanian
lang-lv = Latvian
lang-nl = Dutch
lang-no = Norwegian
lang-pl = Polish
lang-pt = Portuguese
lang-ro = Romanian
lang-ru = Russian
lang-sk = Slovak
lang-sl = Slovenian
lang-sr = Serbian
lang-sv = Swedish
lang-ta = Tamil
lang-th = Thai
lang-tr = Turkish
lang-uk = Ukrainian
lang-ur = Urdu
lang-vi = Vietnamese

## About

about-title = About
about-lead = {$instance} is a place for the everyday of people who live somewhere else.
about-1-head = What happens here
about-1-text =
    People post notes: a few photos, a few lines, a place. A bowl of noodles, a school run, a cat that will not move. Others like them, keep them in collections, and talk underneath. Topics gather notes about one thing, whoever wrote them and in whatever language.
    You may read all of it without an account.
about-2-head = Why the boat
about-2-text =
    A sampan is the small flat boat that takes people from one bank to the other. It needs no harbour and no ticket office. In January 2025 a great many people crossed a very wide river in a single day, hardly able to read a word on the other side, and found that the neighbours were kind. This software was built for days like that one.
about-3-head = What we ask of you, and what we do not
about-3-text =
    A handle and a passkey, or a password. No phone number, no e-mail address, no real name. We show no advertising and load nothing from other companies. Photos lose their hidden data, such as where they were taken, before anyone sees them.
    You can leave at any time, and your notes go with you.
about-4-head = Who runs it
about-4-text =
    Sampan is free software that anyone can run on a computer of their own. This community is looked after by the people who host it, and by its moderators. The rules say what they care about.

## Rules

rules-title = House rules
rules-lead = Short enough to read, and meant the way they are written.
rules-1-head = You are a guest, and so is everyone
rules-1-text =
    Behind every note is a person whose day was different from yours. Ask before you judge. If a word sounds rude, it may only be a word from somewhere else; ask what it means.
rules-2-head = No hate, no threats, no hunting
rules-2-text =
    Do not attack people for where they come from, what they look like, what they believe, whom they love or how they speak. Do not threaten anybody. Do not call others together against one person.
rules-3-head = Other people’s lives belong to them
rules-3-text =
    Post no addresses, documents, private messages or pictures of people who would not want it. Children above all.
rules-4-head = Nothing that harms
rules-4-text =
    Nothing sexual that involves minors, ever. No nudity or gore without need. No help with violence or self-harm. If somebody seems to be in danger, tell a moderator and local emergency services.
rules-5-head = No noise
rules-5-text =
    No spam, no bought likes, no pretending to be somebody else. Wearing the shared momo face is fine; hiding behind it to hurt people is not. Say so when you are paid for a note, and when a picture was made by a machine.
rules-6-head = What moderators do
rules-6-text =
    They take down what breaks these rules, and close accounts that keep at it. They read the original, not only a translation, before they decide. If you think they were wrong, tell them, calmly, once.

## Guide

guide-title = A small guide for newcomers
guide-lead = What the buttons do, and what people mean when they ask for your cat.
guide-1-head = First steps
guide-1-text =
    Read in Explore; follow people whose days you like, and they appear under Following. The heart says thank you. The star keeps a note for later, in collections that you name yourself. The plus starts a note of your own: up to eighteen pictures, or only words, which then get a cover of their own.
guide-2-head = Write in your own language
guide-2-text =
    Nobody expects you to write in anyone else’s. Short, plain sentences travel best; irony travels worst. Put a #topic in your note to have it found, and @somebody to call them over. Describe your pictures in a few words: those who cannot see them are readers, too.
guide-3-head = Paying cat tax
guide-3-text =
    Cat tax (猫税) is the friendly toll for newcomers: post a photo of your cat, and you are welcome. No cat? Dogs, hamsters and houseplants are accepted at a modest extra charge. Others may thank you with photos of theirs, and by then you have made friends.
guide-4-head = Who are all these momos?
guide-4-text =
    A momo is somebody who wears the shared name and one of the shared faces, and so disappears in a crowd of pink dinosaurs. It is not rude; it is a way to speak freely. One tap in your settings makes you one of them. If two momos argue, “the momo upstairs” is the one who wrote above.
guide-5-head = Words you will meet
guide-5-text =
    YYDS (永远的神): “forever a god”, the best there is. 666: smooth, well played; the number has nothing evil about it. 233 or 哈哈哈: laughter. 打卡: to have been somewhere, and shown it. 种草: to be talked into wanting something. 楼主 or LZ: whoever wrote the note. 前排: an early seat under a note that will be popular.
    In the other direction, people will be grateful to learn what “no cap”, “bestie” and “bless your heart” mean. Explain gladly.
guide-6-head = Good manners
guide-6-text =
    Answer questions about prices, schools and hospitals honestly; that is what people are here for. Do not argue about governments with somebody who only wanted to show you their lunch. Ask before you repost. Say goodnight: somewhere it always is.

## Languages crossing

crossing-waits = Written in {$lang} · being translated
crossing-late = Written in {$lang} · many texts wait to be translated, this takes a while
crossing-partly = Translated from {$lang} as far as possible
crossing-failed = Written in {$lang} · no translation right now
crossing-unset = Written in {$lang} · translation is not set up here
crossed-from = Translated from {$lang}
crossed-author = Translated from {$lang} by the author
crossed-person = Translated from {$lang} by {$name}
crossed-people = Translated from {$lang} by people here
show-original = Show original
show-translation = Show translation
crossing-options = How texts in this language are shown
display-title = Texts in {$lang}
display-translated = Show translated
display-original = Show as written
display-both = Show both
display-never = I read {$lang}
rendition-better = Improve
renditions-title = A better translation
renditions-lead = From {$from} to {$to}. What the author or a moderator accepts is shown to everybody.
rendition-original = In {$lang}, as written
rendition-own = Your own version in {$lang}
rendition-suggest = In {$lang}, as you would say it
rendition-now = In {$lang} now
rendition-none = There is no translation yet.
rendition-hint = Keep names, @mentions, #topics and emoji as they are.
rendition-publish = Show this one
rendition-send = Suggest it
rendition-sign-in = Sign in to suggest a better one
rendition-empty = Write a translation first.
rendition-long = This is longer than {$limit} characters.
rendition-same = Choose another language than the original's.
suggestions = Suggestions
suggestions-empty = Nobody has suggested anything yet.
suggestions-many = You have three suggestions open here. Withdraw one to make another.
suggestion-shown = shown to readers
suggestion-vote = Better
suggestion-accept = Accept
suggestion-decline = Decline
suggestion-withdraw = Withdraw
back-comment = Back to the comment
settings-languages = Languages
reading-title = Texts in other languages
reading-lead = Languages that you read are never translated. For the others, choose how they are shown.
reading-reads = Languages you read
reading-reads-edit = Change
reading-language = The language of this site
other-title = On the other side
other-lead = See how this reads in {$lang}, and mend it before others see it.
other-show = Show it in {$lang}
other-again = Translate again
other-label-title = Title in {$lang}
other-label-text = Text in {$lang}
other-hint = What you change here is shown as your own version. Left as it is, it stays a translation.
other-late = No translation came in time. You can write your own, or publish and let it follow.
other-unset = Translation is not set up here. You can write your own version.
notice-suggestion = {$who} suggested a better translation

## Programs that speak for members

consent-title = Let { $name } in?
consent-as = You are @{ $handle }.
consent-read = Read what you can read: your feed, your notifications, your collections
consent-profile = See who you are
consent-write = Write, like, collect and follow in your name
consent-follow = Follow, mute and block in your name
consent-push = Send you notifications
consent-yes = Let it in
consent-no = No
consent-hint = It never learns your password. You find it under Settings, Security, and can end it there.
consent-code = Your code
consent-code-lead = Copy this code into { $name }.
consent-copy = Copy the code
consent-wrong = This does not work
consent-wrong-lead = A program led you here, but not in a way that can be trusted. Try again from the program, and tell its makers if it stays so.

## Refused programs

bad-address = That is not an address that can be led to.
bad-scope = There is no such permission.
agreement = The rules have to be agreed to.

## Polls

poll = Poll
poll-choose = Choose one
poll-choose-several = Choose as many as you like
poll-vote = Vote
poll-mine = Your vote
poll-voters = { $n ->
    [one] {$n} person voted
   *[other] {$n} people voted
}
poll-ended-on = Ended on
poll-ends-on = Ends on
poll-hidden = counted out at the end
poll-add = Add a poll
poll-option = Option {$n}
poll-time-label = How long?
poll-hour = One hour
poll-day = One day
poll-days = Three days
poll-week = One week
poll-multiple = Several choices allowed
poll-hides = Show the votes only at the end
poll-options-few = A poll needs at least {$limit} options.
poll-options-many = A poll has at most {$limit} options.
poll-option-long = Use at most {$limit} characters for an option.
poll-option-twice = Two options say the same.
poll-time = A poll takes between five minutes and thirty days.
poll-choice-none = Choose an option first.
poll-choice-unknown = The chosen vote option does not exist.
poll-voted = You have already voted on this poll.
poll-ended = This poll has ended.

## Lists and topics of one's own

list-title-empty = Give the list a name.
list-title-long = Use at most {$limit} characters.
filter-title-empty = Give the filter a name.
filter-title-long = Use at most {$limit} characters for the name.
filter-context-none = Say where the filter is for.
filter-word-empty = A word is empty.
filter-word-long = Use at most {$limit} characters for a word.
filter-many = A filter can hold no more. Take something out first.
filters-many = You have as many filters as one can have. Delete one first.
lists-many = You have as many lists as one can have. Delete one first.
topic-name = This cannot be a topic: use letters, digits and underscores.
featured-many = You show as many topics as one can. Take one off first.

## For programs

api-lead = Programs written for Mastodon work here. What an address takes and answers stands in openapi.json; * marks what must be sent.
api-scope = needs
api-no-engine = No engine here translates between these two languages.
api-unknown-setting = This setting is not known here.
api-comment-stays = Comments cannot be changed, only deleted.
api-not-translated = What only you can see goes to no engine.
api-poll-on-comment = A poll stands under a note, not under a comment.
api-poll-stays = A poll stays as it is: people have voted. Write a new note for another one.

## The feed

settings-feed = Feed
why-title = Why this note?
why-unknown = It is in your feed because it is new here.
why-visitor = Join, and the feed learns what you like.
why-source-followed = By somebody you follow.
why-source-co-liked = Found through the likes of people with a taste like yours.
why-source-near = Like what you like.
why-source-session = Like what you looked at just now.
why-source-topic = From topics and places that are yours.
why-source-rising = Much read and liked just now.
why-source-new = New here: it looks for its first readers.
why-source-other-side = From the other side of the language.
why-source-fresh = Written lately.
why-co-liked = People who like “{$title}”, as you do, like it.
why-near = It is about something like “{$title}”, which you like.
why-session = It is like what you looked at just now.
why-session-topic = You looked at {$subject} just now.
why-followed-author = You follow its author.
why-author-taste = You like other notes of its author.
why-followed-topic = {$subject} is one of your topics or places.
why-topic-taste = You often read {$subject}.
why-lang-taste = You like notes in {$language}.
why-rising = It rises just now.
why-heat = It is much read these days.
why-liked = Many like it or talk about it.
why-rate = Many of those who saw it liked it.
why-fresh = It is fresh.
why-new = Every new note is shown to some people first.
why-across = It was written in {$language}, and you can read it here.
why-wish = You asked for it: {$wish}.
refuse = Not interested
refuse-done = You will see less like this.
refuse-undo = Undo
wish-title = What your feed is made of
wish-lead = The middle is as it comes. What you set here counts from the next page on.
wish-fresh = How fresh
wish-fresh-less = Timeless
wish-fresh-more = The latest
wish-discover = New people and topics
wish-discover-less = What I know
wish-discover-more = Discoveries
wish-others = Other languages
wish-others-less = Mine first
wish-others-more = The other side
wish-small = Authors with few followers
wish-small-less = Well known
wish-small-more = Small ones
wish-video = Words or video
wish-video-less = Words
wish-video-more = Video
wish-chronological = No ranking and no profile: show everything, the newest first
wish-topics = Topics
wish-topics-lead = More of one, less of another, or none at all.
wish-topic-name = Topic
wish-topic-unknown = Nobody has written under #{$topic} yet.
wish-topic-more = More
wish-topic-less = Less
wish-topic-normal = As it comes
wish-topic-none = None
welcome-title = What do you like?
welcome-lead = Choose a few, and your feed begins with them. You can change it at any time.
welcome-topics = Topics
welcome-go = Go on
welcome-skip = Skip
