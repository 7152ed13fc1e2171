namespace FlowWatch.Core.Compliance;

/// <summary>What a control comes to for one resource, the worst last.</summary>
public enum ControlStatus
{
    /// <summary>There is nothing here the control is about; the statement says why.</summary>
    NotApplicable,

    /// <summary>It was looked at and is as it must be.</summary>
    Pass,

    /// <summary>It is not as it must be, and a person took responsibility for that: who, why and until when is in the result.</summary>
    Suppressed,

    /// <summary>It could not be looked at. Never a pass, and as loud as a failure.</summary>
    NotVerified,

    /// <summary>It was looked at and is not as it must be.</summary>
    Fail,
}
