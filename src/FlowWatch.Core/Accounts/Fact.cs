using System.Diagnostics.CodeAnalysis;

namespace FlowWatch.Core.Accounts;

/// <summary>
/// Something that was looked up in an AWS account: what was found, or why it could not be looked at. "Could not look" is never the
/// same as "is not there": whoever judges must handle it (NotVerified).
/// </summary>
/// <typeparam name="T">What is looked up.</typeparam>
public sealed record Fact<T>
    where T : class
{
    internal Fact(T? value, FactFailure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>What was found; null where it could not be looked at.</summary>
    public T? Value { get; }

    /// <summary>Why it could not be looked at; null where it was.</summary>
    public FactFailure? Failure { get; }

    /// <summary>Whether it was looked at.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsKnown => Failure is null;

    /// <summary>A fact that was found.</summary>
    public static implicit operator Fact<T>(T value) => new(value, null);

    /// <summary>A fact that could not be looked at.</summary>
    public static implicit operator Fact<T>(FactFailure failure) => new(null, failure);
}
