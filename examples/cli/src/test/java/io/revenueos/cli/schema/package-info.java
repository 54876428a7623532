/**
 * The whole schema: the kernel's tables and those of every module, as the product migrates them.
 */
@NullMarked
package io.revenueos.cli.schema;

import org.jspecify.annotations.NullMarked;
