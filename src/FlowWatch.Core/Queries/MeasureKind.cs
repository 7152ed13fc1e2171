namespace FlowWatch.Core.Queries;

/// <summary>What a measure does with the rows of a group.</summary>
public enum MeasureKind
{
    /// <summary>How many rows.</summary>
    Count,

    /// <summary>The sum of the present values; 0 when there are none.</summary>
    Sum,

    /// <summary>The smallest present value.</summary>
    Minimum,

    /// <summary>The largest present value.</summary>
    Maximum,

    /// <summary>The bits that any present value has.</summary>
    BitwiseOr,

    /// <summary>How many different present values, exactly where the engine can.</summary>
    CountDistinct,

    /// <summary>About how many different present values, within a tenth or two; cheap.</summary>
    EstimateDistinct,
}
