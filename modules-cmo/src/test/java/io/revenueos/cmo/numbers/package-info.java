@NullMarked
package io.revenueos.cmo.numbers;

import org.jspecify.annotations.NullMarked;
