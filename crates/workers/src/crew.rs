//! A pool of helper workers: tasks go out, findings come back.
//!
//! A helper is a worker of the same script, started by the page's worker under the name [`HELPER`]. It holds one material
//! at a time and does the tasks that it is sent; the page's worker does tasks too. Nothing is shared, so no special headers
//! are needed. When a helper fails, its tasks go back into the queue.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use js_sys::{Array, Function, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Event, MessageEvent, Worker};

use vc_core::job::{Cancelled, Control, Part};
use vc_core::tasks::{Finding, Material, Task};
use vc_protocol::Stage;
use vc_web::WebError;
use vc_web::buffers::{give_back, transferable};
use vc_web::error::During;
use vc_web::event_loop::now_ms;
use vc_web::programs::start_another;

/// The name by which a worker knows that it is a helper.
pub(crate) const HELPER: &str = "helper";

/// Most workers that one job is spread over: each has its own copy of the codes.
const MOST_WORKERS: usize = 8;

/// Most orders that a helper has at once: a second one waits while it works on the first.
const ORDERS_AHEAD: usize = 2;

/// How long one order should take, estimated from earlier tasks: a helper reads no message before it is done.
const ORDER_MS: f64 = 60.0;

/// Timeout of an order: so many times the time of a task, and at least so many ms. The helper is then ended, and others do its
/// tasks; ending one that was only slow costs no result.
const OVERDUE: f64 = 20.0;
const OVERDUE_MS: f64 = 10_000.0;

/// How long the page's worker works before it looks for findings, so that no helper is idle for long.
const LOOK_MS: f64 = 2.0;

/// A message to a helper.
#[derive(Serialize, Deserialize)]
enum Order {
    /// Replace the material.
    Hold(Material),
    /// Do tasks on the material.
    Do {
        material: u32,
        /// Number of the job.
        job: u32,
        /// Tasks with their places in the job.
        tasks: Vec<(u32, Task)>,
    },
}

/// A message from a helper.
#[derive(Serialize, Deserialize)]
enum Report {
    Ready,
    Done { job: u32, findings: Vec<(u32, Option<Finding>)> },
}

/// The helpers of the page's worker.
pub(crate) struct Crew {
    scope: DedicatedWorkerGlobalScope,
    helpers: RefCell<Vec<Rc<Helper>>>,
    /// Findings of the current job, in the order in which they arrive.
    found: RefCell<Vec<(u32, Option<Finding>)>>,
    /// Number of the current job: findings for another one, which was cancelled, are ignored.
    job: Cell<u32>,
    waiting: RefCell<Option<Function>>,
    /// How long a task of the job takes, once one is done.
    task_ms: Cell<f64>,
}

struct Helper {
    worker: Worker,
    is_ready: Cell<bool>,
    /// Number of the material that it has.
    holds: Cell<u32>,
    /// Tasks that are not reported yet, order by order, each with the number of its job.
    orders: RefCell<VecDeque<(u32, Vec<u32>)>>,
    /// When it started its current order.
    busy_since_ms: Cell<f64>,
    /// Its event handlers; `None` once it has failed.
    closures: RefCell<Vec<OnEvent>>,
}

type OnEvent = Closure<dyn FnMut(Event)>;

impl Crew {
    /// Starts a helper for each spare core. If the browser starts none, this worker does all the work.
    pub(crate) fn start(scope: &DedicatedWorkerGlobalScope) -> Rc<Self> {
        let crew = Rc::new(Self {
            scope: scope.clone(),
            helpers: RefCell::default(),
            found: RefCell::default(),
            job: Cell::new(0),
            waiting: RefCell::default(),
            task_ms: Cell::new(0.0),
        });
        let cores = scope.navigator().hardware_concurrency() as usize;
        for _ in 1..cores.min(MOST_WORKERS) {
            match Helper::start(scope, &crew) {
                Ok(helper) => crew.helpers.borrow_mut().push(helper),
                Err(error) => {
                    web_sys::console::warn_1(&error.to_string().into());
                    break;
                }
            }
        }
        crew
    }

    /// Ends a [`Crew::wait_at_most`]: a finding or a message has arrived.
    pub(crate) fn wake(&self) {
        if let Some(resolve) = self.waiting.take() {
            // Resolving a promise does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }

    /// Does tasks with all helpers, as [`Control::complete`] says. `control` is told of progress and lets messages in.
    pub(crate) async fn complete(
        &self,
        material: &Material,
        tasks: &[Task],
        part: Part,
        control: &impl LetIn,
    ) -> Result<Vec<Finding>, Cancelled> {
        let mut findings: Vec<Option<Option<Finding>>> = tasks.iter().map(|_| None).collect();
        let mut queue: VecDeque<u32> = (0..tasks.len() as u32).collect();
        let mut n_done = 0;
        self.job.set(self.job.get().wrapping_add(1));
        self.found.take();
        // No task has been timed yet: send one at a time.
        self.task_ms.set(ORDER_MS);
        // Report the start of the stage before its first task is done.
        control.progress(part.progress(0, tasks.len())).await?;
        if part.stage == Stage::Examine {
            // A hand may be moving already.
            control.let_in().await;
        }
        let mut looked_ms = now_ms();
        while n_done < tasks.len() {
            // Examinations run behind what a person sees. The helpers do them: this worker can answer at once, and a core is
            // free for the page to draw.
            let takes_part = part.stage != Stage::Examine || !self.has_helper();
            self.hand_out(material, tasks, &mut queue, usize::from(takes_part));
            if let Some(own) = takes_part.then(|| queue.pop_front()).flatten() {
                let began_ms = now_ms();
                self.found.borrow_mut().push((own, material.run(&tasks[own as usize])));
                self.time_task(now_ms() - began_ms);
                if now_ms() - looked_ms >= LOOK_MS {
                    control.let_in().await;
                    looked_ms = now_ms();
                }
            } else if self.found.borrow().is_empty() {
                self.wait_at_most(OVERDUE_MS).await;
                self.end_overdue();
            }
            queue.extend(self.take_back_tasks());
            for (at, finding) in self.found.take() {
                if findings[at as usize].replace(finding).is_none() {
                    n_done += 1;
                }
            }
            control.progress(part.progress(n_done, tasks.len())).await?;
        }
        Ok(findings.into_iter().flatten().flatten().collect())
    }

    /// Whether a helper can take orders.
    fn has_helper(&self) -> bool {
        self.helpers.borrow().iter().any(|helper| helper.is_ready.get())
    }

    /// Learns how long a task takes. A decaying maximum: tasks differ in length, and the first ones prepare data for the others.
    fn time_task(&self, ms: f64) {
        self.task_ms.set(ms.max(self.task_ms.get() / 2.0));
    }

    /// Sends tasks to every helper that has fewer orders than it may have, but keeps so many.
    fn hand_out(&self, material: &Material, tasks: &[Task], queue: &mut VecDeque<u32>, kept: usize) {
        let helpers = self.helpers.borrow();
        for helper in helpers.iter().filter(|helper| helper.is_ready.get()) {
            while queue.len() > kept && helper.orders.borrow().len() < ORDERS_AHEAD {
                // Orders get smaller toward the end, so that all helpers finish at about the same time.
                let share = queue.len() / (ORDERS_AHEAD * (helpers.len() + kept));
                let n = share.min((ORDER_MS / self.task_ms.get().max(0.01)) as usize).max(1);
                let taken: Vec<u32> = queue.drain(..n).collect();
                if let Err(error) = helper.order(material, self.job.get(), tasks, &taken) {
                    web_sys::console::warn_1(&error.to_string().into());
                    helper.is_ready.set(false);
                    taken.into_iter().rev().for_each(|task| queue.push_front(task));
                    break;
                }
            }
        }
    }

    /// Ends helpers whose orders have timed out.
    fn end_overdue(&self) {
        let allowed_ms = OVERDUE_MS.max(OVERDUE * self.task_ms.get());
        for helper in self.helpers.borrow().iter() {
            let is_busy = !helper.orders.borrow().is_empty();
            if is_busy && now_ms() - helper.busy_since_ms.get() >= allowed_ms {
                helper.fail();
            }
        }
    }

    /// Puts the tasks of failed helpers back into the queue.
    fn take_back_tasks(&self) -> Vec<u32> {
        let mut back = Vec::new();
        self.helpers.borrow_mut().retain(|helper| {
            let has_failed = helper.closures.borrow().is_empty();
            if has_failed {
                let of_job = helper.orders.take().into_iter().filter(|(job, _)| *job == self.job.get());
                back.extend(of_job.flat_map(|(_, tasks)| tasks));
            }
            !has_failed
        });
        back
    }

    /// Waits up to `ms` milliseconds or until [`Crew::wake`], which a helper's report or a message to this worker calls. Helpers
    /// go on with their orders.
    pub(crate) async fn wait_at_most(&self, ms: f64) {
        let mut timer = None;
        let waited = Promise::new(&mut |resolve, _| {
            // If the browser sets no timer, the next message ends the wait.
            timer = self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms.ceil() as i32).ok();
            drop(self.waiting.replace(Some(resolve)));
        });
        let _ = JsFuture::from(waited).await;
        if let Some(timer) = timer {
            self.scope.clear_timeout_with_handle(timer);
        }
    }

    fn hear(&self, helper: &Helper, report: Report) {
        match report {
            Report::Ready => helper.is_ready.set(true),
            Report::Done { job, findings } => {
                helper.orders.borrow_mut().pop_front();
                let now_ms = now_ms();
                let took_ms = now_ms - helper.busy_since_ms.replace(now_ms);
                self.time_task(took_ms / findings.len().max(1) as f64);
                if job == self.job.get() {
                    self.found.borrow_mut().extend(findings);
                }
            }
        }
        self.wake();
    }
}

/// What a crew needs from the job that uses it.
pub(crate) trait LetIn: Control {
    /// Handles messages that have arrived.
    fn let_in(&self) -> impl Future<Output = ()>;
}

impl Helper {
    fn start(scope: &DedicatedWorkerGlobalScope, crew: &Rc<Crew>) -> Result<Rc<Self>, WebError> {
        let worker = start_another(scope, HELPER)?;
        let helper = Rc::new(Self {
            worker,
            is_ready: Cell::new(false),
            holds: Cell::new(0),
            orders: RefCell::default(),
            busy_since_ms: Cell::new(0.0),
            closures: RefCell::default(),
        });
        // Weak, because the crew owns the helper and the helper its closures.
        let parties = (Rc::downgrade(crew), Rc::downgrade(&helper));
        let upgrade = |(crew, helper): &(Weak<Crew>, Weak<Self>)| crew.upgrade().zip(helper.upgrade());
        let on_message = OnEvent::new({
            let parties = parties.clone();
            move |event: Event| {
                let report = event.dyn_ref::<MessageEvent>().and_then(|event| decode(&event.data()));
                if let Some(((crew, helper), report)) = upgrade(&parties).zip(report) {
                    crew.hear(&helper, report);
                }
            }
        });
        let on_error = OnEvent::new(move |event: Event| {
            event.prevent_default();
            if let Some((crew, helper)) = upgrade(&parties) {
                helper.fail();
                crew.wake();
            }
        });
        helper.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        helper.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        helper.closures.replace(vec![on_message, on_error]);
        Ok(helper)
    }

    /// Ends it; its tasks wait for [`Crew::take_back_tasks`].
    fn fail(&self) {
        self.worker.terminate();
        self.is_ready.set(false);
        // One of these closures may be the caller: drop them after it has returned.
        let closures = self.closures.take();
        wasm_bindgen_futures::spawn_local(async move { drop(closures) });
    }

    fn order(&self, material: &Material, job: u32, tasks: &[Task], taken: &[u32]) -> Result<(), WebError> {
        if self.orders.borrow().is_empty() {
            self.busy_since_ms.set(now_ms());
        }
        if self.holds.replace(material.id) != material.id {
            post(&self.worker, encode(&OrderRef::Hold(material)))?;
        }
        let with_task = |&at: &u32| (at, &tasks[at as usize]);
        post(
            &self.worker,
            encode(&OrderRef::Do { material: material.id, job, tasks: taken.iter().map(with_task).collect() }),
        )?;
        self.orders.borrow_mut().push_back((job, taken.to_vec()));
        Ok(())
    }
}

/// An [`Order`] that borrows what it sends.
#[derive(Serialize)]
enum OrderRef<'a> {
    Hold(&'a Material),
    Do { material: u32, job: u32, tasks: Vec<(u32, &'a Task)> },
}

/// Runs a helper: does each order and reports its findings.
///
/// # Errors
/// [`WebError`] if it can't answer.
pub(crate) fn help(scope: DedicatedWorkerGlobalScope) -> Result<(), WebError> {
    let held: RefCell<Option<Material>> = RefCell::new(None);
    let receive = Closure::<dyn FnMut(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| match decode::<Order>(&event.data()) {
            Some(Order::Hold(material)) => drop(held.replace(Some(material))),
            Some(Order::Do { material, job, tasks }) => {
                let held = held.borrow();
                let held = held.as_ref().filter(|held| held.id == material);
                let findings = tasks.iter().map(|(at, task)| (*at, held.and_then(|held| held.run(task)))).collect();
                if let Err(error) = reply(&scope, &Report::Done { job, findings }) {
                    wasm_bindgen::throw_str(&error.to_string());
                }
            }
            None => wasm_bindgen::throw_str("an order that can't be read"),
        }
    });
    scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
    // The worker calls it as long as it lives.
    receive.forget();
    reply(&scope, &Report::Ready)
}

fn reply(scope: &DedicatedWorkerGlobalScope, report: &Report) -> Result<(), WebError> {
    let bytes = encode(report);
    scope.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer())).during("answering from a helper")
}

fn post(worker: &Worker, bytes: Uint8Array) -> Result<(), WebError> {
    worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer())).during("reaching a helper")
}

fn encode(message: &impl Serialize) -> Uint8Array {
    // Allocate once: a growing vector would take up to three times the size for a moment, of many megabytes.
    let room = Vec::with_capacity(postcard::experimental::serialized_size(message).unwrap_or(0));
    // Writing plain data into memory does not fail. An empty message would be ignored by its reader.
    transferable(&postcard::to_extend(message, room).unwrap_or_default())
}

fn decode<T: for<'a> Deserialize<'a>>(message: &JsValue) -> Option<T> {
    let message = message.dyn_ref::<Uint8Array>()?;
    let bytes = message.to_vec();
    give_back(&message.buffer());
    postcard::from_bytes(&bytes).ok()
}
