//! Stores for requests: each works on one of its own, on a thread that may wait for the disk.

use std::sync::{Mutex, PoisonError};

use sync::http::Refusal;
use sync::schema::SchemaTable;
use tokio::sync::Semaphore;

use crate::OfficeError;
use crate::exchange::Unanswered;
use crate::folder::Folder;
use crate::store::OfficeStore;

/// Stores open at once.
const STORES: usize = 4;
/// Requests that wait for one.
const WAITING: usize = 512;

/// Stores for requests.
pub struct Pool {
    folder: Folder,
    schema: SchemaTable,
    idle: Mutex<Vec<OfficeStore>>,
    free: Semaphore,
    places: Semaphore,
}

impl Pool {
    /// A pool with one store open.
    pub fn new(folder: Folder, schema: SchemaTable, first: OfficeStore) -> Pool {
        Pool {
            folder,
            schema,
            idle: Mutex::new(vec![first]),
            free: Semaphore::new(STORES),
            places: Semaphore::new(STORES + WAITING),
        }
    }

    /// Waits for a store, and does something with it on this thread.
    pub fn with<T>(
        &self,
        act: impl FnOnce(&mut OfficeStore) -> Result<T, Unanswered>,
    ) -> Result<T, Unanswered> {
        let mut store = match self.take() {
            Some(store) => store,
            None => self.folder.store(&self.schema)?,
        };
        let done = act(&mut store);
        // After a failure its connection may be gone: the next request opens another.
        if !matches!(done, Err(Unanswered::Failed(_))) {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
        }
        done
    }

    /// What the office must know of kinds and fields.
    pub fn schema(&self) -> &SchemaTable {
        &self.schema
    }

    fn take(&self) -> Option<OfficeStore> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
}

/// Does something with a store on a thread that may wait; refuses when too many wait already.
pub async fn with_store<T: Send + 'static>(
    app: std::sync::Arc<super::App>,
    act: impl FnOnce(&super::App, &mut OfficeStore) -> Result<T, Unanswered> + Send + 'static,
) -> Result<T, Unanswered> {
    let busy = |_| Unanswered::Refused(Refusal::Busy);
    let work = std::sync::Arc::clone(&app);
    let _place = app.pool.places.try_acquire().map_err(|_| Unanswered::Refused(Refusal::Busy))?;
    let _free = app.pool.free.acquire().await.map_err(busy)?;
    let done = tokio::task::spawn_blocking(move || work.pool.with(|store| act(&work, store))).await;
    done.map_err(|_| Unanswered::Failed(OfficeError::Io(std::io::Error::other("a thread ended"))))?
}
