/**
 * What is decided: policies, the facts they are given, the pure engine, decisions and guard
 * verdicts.
 */
@NullMarked
package io.revenueos.kernel.policy;

import org.jspecify.annotations.NullMarked;
