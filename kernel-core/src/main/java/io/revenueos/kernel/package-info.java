/**
 * The kernel: the one entrance through which an event is accepted, decided, acted upon and
 * explained.
 *
 * <p>An event flows {@code event -> policy -> action}; each of those is a package below this one,
 * and imports only point up that flow.
 */
@NullMarked
package io.revenueos.kernel;

import org.jspecify.annotations.NullMarked;
