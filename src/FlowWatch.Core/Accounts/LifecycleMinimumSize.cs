namespace FlowWatch.Core.Accounts;

/// <summary>A lifecycle's TransitionDefaultMinimumObjectSize: which small objects never move to another class by themselves.</summary>
public enum LifecycleMinimumSize
{
    /// <summary>AWS does not tell, or tells something that is not known here.</summary>
    Unknown,

    /// <summary><c>all_storage_classes_128K</c>: objects under 128 KiB never move.</summary>
    AllClasses128Kib,

    /// <summary><c>varies_by_storage_class</c>: objects under 128 KiB move to the Glacier classes, and to no others.</summary>
    VariesByClass,
}
