/** What was measured, for people and for programs. */
@NullMarked
package io.revenueos.benchmarks.report;

import org.jspecify.annotations.NullMarked;
