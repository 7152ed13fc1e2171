namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>What <c>stats</c> may compute.</summary>
internal enum QueryAggregate
{
    /// <summary><c>count(*)</c>, <c>count()</c>: rows; <c>count(x)</c>: rows that have x.</summary>
    Count,

    /// <summary><c>count_distinct(x)</c></summary>
    CountDistinct,

    /// <summary><c>sum(x)</c></summary>
    Sum,

    /// <summary><c>avg(x)</c></summary>
    Average,

    /// <summary><c>min(x)</c></summary>
    Minimum,

    /// <summary><c>max(x)</c></summary>
    Maximum,

    /// <summary><c>pct(x, p)</c></summary>
    Percentile,

    /// <summary><c>stddev(x)</c></summary>
    StandardDeviation,

    /// <summary><c>earliest(x)</c>: of the row with the earliest @timestamp.</summary>
    Earliest,

    /// <summary><c>latest(x)</c></summary>
    Latest,

    /// <summary><c>sortsFirst(x)</c></summary>
    SortsFirst,

    /// <summary><c>sortsLast(x)</c></summary>
    SortsLast,
}
