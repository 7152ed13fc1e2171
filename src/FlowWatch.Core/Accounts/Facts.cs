namespace FlowWatch.Core.Accounts;

/// <summary>Makes facts where the language cannot convert to them by itself: it does not for values of an interface type.</summary>
public static class Facts
{
    /// <summary>A fact that was found.</summary>
    /// <typeparam name="T">What is looked up.</typeparam>
    /// <param name="value">What was found.</param>
    public static Fact<T> Known<T>(T value)
        where T : class => new(value, null);
}
