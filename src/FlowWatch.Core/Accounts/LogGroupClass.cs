namespace FlowWatch.Core.Accounts;

/// <summary>The class of a log group: what can be done with its events.</summary>
public enum LogGroupClass
{
    /// <summary>AWS does not tell, or tells one that is not known here.</summary>
    Unknown,

    /// <summary>Everything.</summary>
    Standard,

    /// <summary>Cheaper; Logs Insights without discovered fields, and no subscriptions, exports or FilterLogEvents.</summary>
    InfrequentAccess,

    /// <summary>Only passes events on.</summary>
    Delivery,
}
