namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>An expression made ready to run: from the values of a row, by position, to its value.</summary>
internal delegate FlowValue FlowEvaluation(FlowValue[] row);
