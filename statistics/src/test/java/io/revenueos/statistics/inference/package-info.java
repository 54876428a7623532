@NullMarked
package io.revenueos.statistics.inference;

import org.jspecify.annotations.NullMarked;
