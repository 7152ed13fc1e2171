namespace FlowWatch.Core.Accounts;

/// <summary>What came of asking for an archived object.</summary>
public enum ArchiveRestoreOutcome
{
    /// <summary>AWS took the request; the object can be read after the tier's time.</summary>
    Started,

    /// <summary>Somebody asked before; the copy is still being made.</summary>
    AlreadyInProgress,

    /// <summary>A copy was there already; AWS now keeps it for the given days from today.</summary>
    AlreadyRestored,

    /// <summary>The object is in no class that must be restored: it can be read as it is.</summary>
    NotArchived,

    /// <summary>That tier cannot be had for the object's class, or not now (no Expedited capacity). Another tier can.</summary>
    TierNotAllowed,

    /// <summary>There is no such object or bucket.</summary>
    NotFound,

    /// <summary>Restoring is switched off; nothing was asked of AWS.</summary>
    SwitchedOff,

    /// <summary>AWS refused: the permission s3:RestoreObject is missing, or there were no valid credentials.</summary>
    Refused,

    /// <summary>It is not known whether AWS took the request: throttled, no answer, or an answer that is not understood. Asking again is safe.</summary>
    Failed,
}
