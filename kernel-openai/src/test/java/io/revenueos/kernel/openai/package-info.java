/** Tests of the port, with the real client against a server on this machine. */
@NullMarked
package io.revenueos.kernel.openai;

import org.jspecify.annotations.NullMarked;
