/** What tests of the kernel and of its modules are made of; ships in the test jar. */
@NullMarked
package io.revenueos.kernel.testkit;

import org.jspecify.annotations.NullMarked;
