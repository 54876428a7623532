package io.revenueos.statistics;

/** Solves linear equations with a symmetric positive definite matrix. */
final class Cholesky {
  private Cholesky() {}

  /**
   * @param matrix its lower triangle is read and overwritten
   * @param right overwritten with the solution
   */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int i = 0; i < n; i++) {
      double[] line = matrix[i];
      for (int j = 0; j <= i; j++) {
        double[] above = matrix[j];
        double sum = line[j];
        for (int k = 0; k < j; k++) {
          sum -= line[k] * above[k];
        }
        line[j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / above[j];
      }
    }
    for (int i = 0; i < n; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= matrix[i][k] * right[k];
      }
      right[i] = sum / matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = right[i];
      for (int k = i + 1; k < n; k++) {
        sum -= matrix[k][i] * right[k];
      }
      right[i] = sum / matrix[i][i];
    }
    return right;
  }
}
