/** Micro-benchmarks of the policy engine, on JMH. */
@NullMarked
package io.revenueos.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
