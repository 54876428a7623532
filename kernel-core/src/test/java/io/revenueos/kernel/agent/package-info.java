/** Tests of models, and models for tests. */
@NullMarked
package io.revenueos.kernel.agent;

import org.jspecify.annotations.NullMarked;
