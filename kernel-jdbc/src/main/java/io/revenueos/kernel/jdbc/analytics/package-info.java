/**
 * What dashboards ask, answered by views. It is read here and nowhere else: nothing that changes
 * anything goes by these figures.
 */
@NullMarked
package io.revenueos.kernel.jdbc.analytics;

import org.jspecify.annotations.NullMarked;
