package io.revenueos.kernel;

import io.revenueos.kernel.runtime.Retention;
import io.revenueos.kernel.runtime.WorkerOptions;

/** What only matters once the kernel is started. */
record BackgroundOptions(WorkerOptions workers, Retention retention) {}
