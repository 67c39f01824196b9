//! Everything in a folder, and back again.

use crate::command::run;
use crate::harness::{PASSWORD, TestApp, png};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Runs a command on an instance's folder.
#[track_caller]
fn sampan(data: &Path, args: &[&str], is_well: bool) -> String {
    let elsewhere = TempDir::new().unwrap();
    let data = data.display().to_string();
    let args = [&["--data", data.as_str()], args].concat();
    let output = run(&elsewhere, &args);
    let said = String::from_utf8(output.stdout).unwrap();
    let wrong = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        output.status.success(),
        is_well,
        "{args:?}\n{said}\n{wrong}"
    );
    if is_well { said } else { wrong }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_holds_a_moment_and_comes_back() {
    let (app, anon, ana) = TestApp::start().await;
    let picture = ana.upload(&png(40, 30)).await;
    let note = ana
        .note_with(&[
            ("title", "Boats 舢板"),
            ("text", "#boats"),
            ("picture", &picture),
        ])
        .await;
    let comment = ana.comment(&note, "and \"quotes\" \u{1f6a3}").await;
    let ben = app.join("ben").await;
    ben.like(&note).await;
    ben.follow(&ana).await;

    let place = TempDir::new().unwrap();
    let backup = place.path().join("backup");
    let folder = backup.display().to_string();
    // The server goes on meanwhile.
    let said = sampan(app.folder(), &["backup", &folder], true);
    assert!(said.contains("account: 2 rows"), "{said}");
    assert!(said.contains("The backup is whole: "), "{said}");
    let later = ana.note("After the backup", "").await;
    assert!(
        sampan(app.folder(), &["backup", &folder, "--check"], true).contains("as it was written")
    );

    let other = TempDir::new().unwrap();
    let said = sampan(other.path(), &["restore", &folder], true);
    assert!(said.contains("Restored: "), "{said}");
    assert!(sampan(other.path(), &["audit"], true).contains("0 missing"));
    let again = TestApp::on(other).await;
    let reader = again.anon();
    let page = reader.get(&format!("/n/{note}")).await.ok();
    let page = page
        .has("Boats 舢板")
        .has(&format!("c-{comment}"))
        .has("\u{1f6a3}");
    let shown = page.find(r#"src="(/media/[^"]+)""#).unwrap();
    reader.get(&shown).await.ok();
    reader.get(&format!("/n/{later}")).await.status(404);
    let ben = again.sign_in("ben", PASSWORD).await;
    ben.get(&format!("/n/{note}"))
        .await
        .ok()
        .has(r#"aria-pressed="true""#);
    // It goes on from there.
    ben.comment(&note, "still here").await;
    again.finish().await;
    anon.get(&format!("/n/{later}")).await.ok();
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_further_backup_copies_only_what_is_new_and_drops_what_is_gone() {
    let (app, _, ana) = TestApp::start().await;
    let picture = ana.upload(&png(40, 30)).await;
    let first = ana
        .note_with(&[("title", "First"), ("picture", &picture)])
        .await;
    let place = TempDir::new().unwrap();
    let folder = place.path().display().to_string();
    sampan(app.folder(), &["backup", &folder], true);
    let media = place.path().join("media");
    let old = files(&media);
    let made = |path: &PathBuf| std::fs::metadata(path).unwrap().modified().unwrap();
    let times: Vec<_> = old.iter().map(made).collect();
    assert!(!old.is_empty());

    let picture = ana.upload(&png(50, 30)).await;
    ana.note_with(&[("title", "Second"), ("picture", &picture)])
        .await;
    sampan(app.folder(), &["backup", &folder], true);
    assert_eq!(old.iter().map(made).collect::<Vec<_>>(), times);
    assert_eq!(files(&media).len(), 2 * old.len());
    let rows = || {
        std::fs::read_dir(place.path()).unwrap().filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_str().unwrap().starts_with("rows-")
        })
    };
    assert_eq!(rows().count(), 1, "the rows of the earlier one are gone");

    ana.post(&format!("/n/{first}/delete"), &[]).await.see();
    app.later(8 * crate::harness::DAY_MS);
    app.run_due_jobs().await;
    sampan(app.folder(), &["backup", &folder], true);
    assert_eq!(files(&media).len(), old.len());
    assert!(!old[0].exists());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_damaged_is_named_and_nothing_is_restored_from_it() {
    let (app, _, ana) = TestApp::start().await;
    let picture = ana.upload(&png(40, 30)).await;
    ana.note_with(&[("title", "Boats"), ("picture", &picture)])
        .await;
    let place = TempDir::new().unwrap();
    let folder = place.path().display().to_string();
    sampan(app.folder(), &["backup", &folder], true);
    let damage = |path: &Path| {
        let whole = std::fs::read(path).unwrap();
        let mut bytes = whole.clone();
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        std::fs::write(path, bytes).unwrap();
        whole
    };
    let rows = files(place.path());
    let rows = rows
        .iter()
        .find(|path| path.ends_with("account.jsonl.zst"))
        .unwrap();
    for path in [
        rows,
        &files(&place.path().join("media"))[0],
        &place.path().join("media.sums"),
    ] {
        let whole = damage(path);
        let wrong = sampan(app.folder(), &["backup", &folder, "--check"], false);
        assert!(wrong.contains("damaged"), "{}: {wrong}", path.display());
        let other = TempDir::new().unwrap();
        let wrong = sampan(other.path(), &["restore", &folder], false);
        assert!(wrong.contains("damaged"), "{}: {wrong}", path.display());
        // Once it is mended, the same folder can be filled.
        std::fs::write(path, whole).unwrap();
        sampan(other.path(), &["restore", &folder], true);
        sampan(other.path(), &["audit"], true);
        let wrong = sampan(other.path(), &["restore", &folder], false);
        assert!(wrong.contains("there are accounts already"), "{wrong}");
    }
    std::fs::remove_file(place.path().join("backup.json")).unwrap();
    let other = TempDir::new().unwrap();
    let wrong = sampan(other.path(), &["restore", &folder], false);
    assert!(wrong.contains("holds no whole backup"), "{wrong}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_was_broken_off_is_gone_on_with() {
    let (app, _, ana) = TestApp::start().await;
    for width in [40, 50, 60] {
        let picture = ana.upload(&png(width, 30)).await;
        ana.note_with(&[("title", "Boats"), ("picture", &picture)])
            .await;
    }
    let place = TempDir::new().unwrap();
    let folder = place.path().display().to_string();
    sampan(app.folder(), &["backup", &folder], true);
    let media = files(&place.path().join("media"));
    // As if it had ended in the middle of a line and of a file.
    std::fs::remove_file(place.path().join("backup.json")).unwrap();
    let sums = place.path().join("media.sums");
    let text = std::fs::read_to_string(&sums).unwrap();
    std::fs::write(&sums, &text[..text.len() / 2]).unwrap();
    std::fs::write(&media[0], "half").unwrap();
    sampan(app.folder(), &["backup", &folder], true);
    sampan(app.folder(), &["backup", &folder, "--check"], true);
    assert_eq!(files(&place.path().join("media")), media);
    app.finish().await;
}

#[test]
fn a_move_says_what_it_needs() {
    let folder = TempDir::new().unwrap();
    let wrong = sampan(
        folder.path(),
        &["move", "sqlite-to-postgres", "--to", "mysql://x"],
        false,
    );
    assert!(
        wrong.contains("postgres://USER:PASSWORD@HOST/NAME"),
        "{wrong}"
    );
    let wrong = sampan(folder.path(), &["backup", "somewhere"], false);
    assert!(wrong.contains("is not there"), "{wrong}");
}
