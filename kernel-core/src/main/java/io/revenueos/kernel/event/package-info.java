/** What happened: the event, its validation, its idempotency key and its lifecycle. */
@NullMarked
package io.revenueos.kernel.event;

import org.jspecify.annotations.NullMarked;
