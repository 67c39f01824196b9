use crate::town::Town;
use sampan_store::{Db, gate};

both! {
    async fn a_step_is_held_until_it_is_let_go(db: Db) {
        let town = Town::new();
        let ana = town.account(&db, "ana").await;
        assert!(gate::held(&db).await.unwrap().is_none());
        for (step, at) in [("line", 5), ("open", 6)] {
            write!(db, |tx, ana, step, at| gate::hold(tx, step, *ana, *at).await).unwrap();
            let held = gate::held(&db).await.unwrap().unwrap();
            assert_eq!((held.step.as_str(), held.held_at), (step, at));
            assert_eq!(held.handle.as_deref(), Some("ana"));
        }
        write!(db, |tx| gate::let_go(tx).await).unwrap();
        assert!(gate::held(&db).await.unwrap().is_none());
    }

    async fn a_proof_counts_once(db: Db) {
        assert_eq!(gate::is_given(&db, "a").await, Ok(false));
        assert_eq!(write!(db, |tx| gate::give_proof(tx, "a", 5).await), Ok(true));
        assert_eq!(gate::is_given(&db, "a").await, Ok(true));
        assert_eq!(write!(db, |tx| gate::give_proof(tx, "a", 6).await), Ok(false));
        write!(db, |tx| gate::delete_old(tx, 6).await).unwrap();
        assert_eq!(write!(db, |tx| gate::give_proof(tx, "a", 7).await), Ok(true));
    }

    async fn people_wait_in_a_line_and_take_their_turn_once(db: Db) {
        for (id, number) in [("a", 1_i64), ("b", 2), ("c", 3)] {
            write!(db, |tx, id, number| gate::stand(tx, id, *number, 100).await).unwrap();
        }
        write!(db, |tx| gate::stand(tx, "a", 9, 100).await).unwrap_err();
        assert!(write!(db, |tx| gate::ask(tx, "x", 200).await).unwrap().is_none());
        // The first one has not asked for a while.
        for id in ["b", "c"] {
            write!(db, |tx, id| gate::ask(tx, id, 200).await).unwrap();
        }
        assert_eq!(write!(db, |tx| gate::ahead(tx, 3, 50, 9).await), Ok(2));
        assert_eq!(write!(db, |tx| gate::ahead(tx, 3, 150, 9).await), Ok(1));
        assert_eq!(gate::ahead(&db, 3, 50, 1).await, Ok(1), "counting ends");
        assert_eq!(gate::is_called(&db, "b", 0).await, Ok(false));
        assert_eq!(gate::waiting(&db, 150, 10).await, Ok(2));
        assert_eq!(gate::waiting(&db, 0, 2).await, Ok(2), "counting ends");
        assert_eq!(write!(db, |tx| gate::take(tx, "b", 0, 210).await), Ok(false), "too early");
        write!(db, |tx| gate::call(tx, "b", 220).await).unwrap();
        let turn = write!(db, |tx| gate::ask(tx, "b", 230).await).unwrap().unwrap();
        assert_eq!((turn.number, turn.called_at, turn.used_at), (2, Some(220), None));
        assert_eq!(write!(db, |tx| gate::called_since(tx, 219).await), Ok(1));
        assert_eq!(write!(db, |tx| gate::called_since(tx, 220).await), Ok(0));
        assert_eq!(write!(db, |tx| gate::take(tx, "b", 220, 240).await), Ok(false), "too late");
        assert_eq!(gate::is_called(&db, "b", 0).await, Ok(true));
        assert_eq!(write!(db, |tx| gate::take(tx, "b", 0, 240).await), Ok(true));
        assert_eq!(gate::is_called(&db, "b", 0).await, Ok(false), "taken");
        assert_eq!(write!(db, |tx| gate::take(tx, "b", 0, 241).await), Ok(false), "once");
        assert_eq!(write!(db, |tx| gate::called_since(tx, 0).await), Ok(1), "it was called");
        assert_eq!(write!(db, |tx| gate::delete_old(tx, 200).await), Ok(1));
        assert!(write!(db, |tx| gate::ask(tx, "a", 300).await).unwrap().is_none());
    }

    async fn whoever_joined_is_counted(db: Db) {
        let town = Town::new();
        let mut people = Vec::new();
        for handle in ["ana", "ben", "cam"] {
            people.push(town.account(&db, handle).await);
        }
        people.sort();
        assert_eq!(gate::joined_since(&db, 0, 10).await, Ok(3));
        assert_eq!(gate::joined_since(&db, 0, 2).await, Ok(2), "counting ends");
        assert_eq!(gate::joined_since(&db, people[1].0, 10).await, Ok(1));
    }
}
