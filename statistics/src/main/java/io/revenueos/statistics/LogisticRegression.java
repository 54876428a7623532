package io.revenueos.statistics;

import java.util.Arrays;

/**
 * Logistic regression with an L2 penalty on the weights but not on the intercept, fitted by
 * Newton's method (iteratively reweighted least squares; Hastie, Tibshirani and Friedman, The
 * Elements of Statistical Learning, 4.4). Immutable.
 */
public final class LogisticRegression {
  private static final int MAX_STEPS = 50;
  private static final double TOLERANCE = 1e-8;
  private static final int HALVINGS = 20;

  private final double intercept;
  private final double[] weights;

  private LogisticRegression(double intercept, double[] weights) {
    this.intercept = intercept;
    this.weights = weights;
  }

  /**
   * @param rows one for each outcome, all of the same length, without NaN; columns should be of
   *     like scale
   * @param penalty the weight of half the sum of squared weights, 0 or more
   * @throws IllegalArgumentException when there are not as many rows as outcomes, or none
   */
  public static LogisticRegression fit(double[][] rows, boolean[] outcomes, double penalty) {
    Samples.paired(new double[rows.length], outcomes);
    double rate = (Samples.count(outcomes) + 0.5) / (rows.length + 1.0);
    double[] beta = new double[rows[0].length + 1];
    beta[0] = Logistic.logOdds(rate);
    double loss = loss(rows, outcomes, beta, penalty);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] change = newtonStep(rows, outcomes, beta, penalty);
      double[] next = moved(beta, change, 1);
      double nextLoss = loss(rows, outcomes, next, penalty);
      for (int halving = 0; nextLoss > loss && halving < HALVINGS; halving++) {
        next = moved(beta, change, StrictMath.pow(0.5, halving + 1.0));
        nextLoss = loss(rows, outcomes, next, penalty);
      }
      if (!(nextLoss <= loss)) {
        break;
      }
      boolean done = loss - nextLoss < TOLERANCE * (1 + Math.abs(loss));
      beta = next;
      loss = nextLoss;
      if (done) {
        break;
      }
    }
    return new LogisticRegression(beta[0], Arrays.copyOfRange(beta, 1, beta.length));
  }

  private static double[] moved(double[] beta, double[] change, double share) {
    double[] next = beta.clone();
    for (int j = 0; j < next.length; j++) {
      next[j] += share * change[j];
    }
    return next;
  }

  private static double loss(double[][] rows, boolean[] outcomes, double[] beta, double penalty) {
    double loss = 0;
    for (int j = 1; j < beta.length; j++) {
      loss += penalty * beta[j] * beta[j] / 2;
    }
    for (int i = 0; i < rows.length; i++) {
      double x = linear(rows[i], beta);
      double signed = outcomes[i] ? -x : x;
      loss += Math.max(0, signed) + StrictMath.log1p(StrictMath.exp(-Math.abs(signed)));
    }
    return loss;
  }

  private static double linear(double[] row, double[] beta) {
    double sum = beta[0];
    for (int j = 0; j < row.length; j++) {
      sum += row[j] * beta[j + 1];
    }
    return sum;
  }

  /** Solves Hessian * change = -gradient. Most cells of one-hot rows are 0 and are passed over. */
  private static double[] newtonStep(
      double[][] rows, boolean[] outcomes, double[] beta, double penalty) {
    int size = beta.length;
    double[][] hessian = new double[size][size];
    double[] downhill = new double[size];
    int[] filled = new int[size];
    double[] cells = new double[size];
    for (int i = 0; i < rows.length; i++) {
      double p = Logistic.probability(linear(rows[i], beta));
      double miss = (outcomes[i] ? 1 : 0) - p;
      double weight = Math.max(p * (1 - p), 1e-9);
      int count = compact(rows[i], filled, cells);
      for (int a = 0; a < count; a++) {
        downhill[filled[a]] += miss * cells[a];
        double scaled = weight * cells[a];
        double[] line = hessian[filled[a]];
        for (int b = 0; b <= a; b++) {
          line[filled[b]] += scaled * cells[b];
        }
      }
    }
    hessian[0][0] += 1e-9;
    for (int j = 1; j < size; j++) {
      hessian[j][j] += penalty + 1e-9;
      downhill[j] -= penalty * beta[j];
    }
    return Cholesky.solve(hessian, downhill);
  }

  private static int compact(double[] row, int[] filled, double[] cells) {
    filled[0] = 0;
    cells[0] = 1;
    int count = 1;
    for (int j = 0; j < row.length; j++) {
      if (row[j] != 0) {
        filled[count] = j + 1;
        cells[count] = row[j];
        count++;
      }
    }
    return count;
  }

  /** The log-odds of a row. */
  public double logOdds(double[] row) {
    if (row.length != weights.length) {
      throw new IllegalArgumentException(
          "expected %d columns, found %d".formatted(weights.length, row.length));
    }
    double sum = intercept;
    for (int j = 0; j < row.length; j++) {
      sum += row[j] * weights[j];
    }
    return sum;
  }

  /** The probability of a row. */
  public double probability(double[] row) {
    return Logistic.probability(logOdds(row));
  }

  public double intercept() {
    return intercept;
  }

  /** One for each column, in log-odds for each unit of it. */
  public double[] weights() {
    return weights.clone();
  }
}
