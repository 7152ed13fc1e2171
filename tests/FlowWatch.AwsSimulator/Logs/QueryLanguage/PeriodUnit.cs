namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>Units of a period.</summary>
internal enum PeriodUnit
{
    /// <summary>At most 1000 of them; more count as 1000.</summary>
    Millisecond,

    /// <summary>At most 60.</summary>
    Second,

    /// <summary>At most 60.</summary>
    Minute,

    /// <summary>At most 24.</summary>
    Hour,

    /// <summary>24 hours; days are days of UTC.</summary>
    Day,

    /// <summary>From Monday.</summary>
    Week,

    /// <summary>A month of the calendar.</summary>
    Month,

    /// <summary>Three months.</summary>
    Quarter,

    /// <summary>A year of the calendar.</summary>
    Year,
}
