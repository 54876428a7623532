@NullMarked
package io.revenueos.statistics;

import org.jspecify.annotations.NullMarked;
