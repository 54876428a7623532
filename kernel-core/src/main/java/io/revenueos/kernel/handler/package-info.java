/** The handlers that come with the kernel: tasks, outbound messages, recommendations, markers. */
@NullMarked
package io.revenueos.kernel.handler;

import org.jspecify.annotations.NullMarked;
