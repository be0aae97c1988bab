/**
 * The chart block. It is generally available on the platform (changelog of 16 June 2026) and missing from @slack/types 3.2.0,
 * so it is typed here.
 */

export interface DataVisualizationBlock {
  type: "data_visualization";
  block_id?: string;
  /** At most 50 characters. */
  title: string;
  chart: PieChart | SeriesChart;
}

export interface PieChart {
  type: "pie";
  /** 1 to 12; labels at most 20 characters, values above zero. */
  segments: { label: string; value: number }[];
}

export interface SeriesChart {
  type: "bar" | "area" | "line";
  /** 1 to 12, names unique and at most 20 characters; 1 to 20 points, exactly one for each category. */
  series: { name: string; data: { label: string; value: number }[] }[];
  axis_config: {
    categories: string[];
    x_label?: string;
    y_label?: string;
  };
}
