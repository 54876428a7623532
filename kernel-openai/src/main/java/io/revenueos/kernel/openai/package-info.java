/** The port to language models on openai-java. */
@NullMarked
package io.revenueos.kernel.openai;

import org.jspecify.annotations.NullMarked;
