namespace FlowWatch.Core.Checks;

/// <summary>Whether a scan could look at everything it was asked to.</summary>
public enum ScanStatus
{
    /// <summary>Everything in scope was read and judged.</summary>
    Complete,

    /// <summary>Something in scope could not be read or judged; the rest was.</summary>
    Partial,
}
