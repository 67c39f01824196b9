//! The bounded pool for work that keeps a processor busy: pictures, password hashes.
//!
//! At most `size` run at once; [`QUEUE`] more wait; beyond that callers are told to come back.

use crate::Error;
use std::sync::Arc;
use tokio::sync::Semaphore;

const QUEUE: usize = 256;

pub(crate) struct CpuPool {
    running: Arc<Semaphore>,
    waiting: Semaphore,
}

impl CpuPool {
    pub(crate) fn new(size: usize) -> Self {
        let size = size.max(1);
        Self {
            running: Arc::new(Semaphore::new(size)),
            waiting: Semaphore::new(size + QUEUE),
        }
    }

    /// Runs `work` on a thread of its own.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too much waits, [`Error::Internal`] when it panics.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let busy = |_| Error::Unavailable("too many pictures and sign-ins at once".into());
        let _place = self
            .waiting
            .try_acquire()
            .map_err(|error| busy(error.to_string()))?;
        let permit = self
            .running
            .clone()
            .acquire_owned()
            .await
            .map_err(|error| busy(error.to_string()))?;
        #[expect(clippy::disallowed_methods, reason = "this is the bound")]
        let task = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        });
        task.await
            .map_err(|error| Error::Internal(error.to_string()))
    }
}
