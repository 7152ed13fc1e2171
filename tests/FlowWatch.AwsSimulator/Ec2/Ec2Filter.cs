using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>A filter of a describe operation: any of its values, with wildcards, case-sensitive.</summary>
internal sealed record Ec2Filter(string Name, IReadOnlyList<string> Values)
{
    private const string TagPrefix = "tag:";
    private const string TagKey = "tag-key";

    /// <summary>The filters of a request.</summary>
    /// <param name="form">The request's parameters.</param>
    /// <param name="sample">A resource of the kind that is asked for.</param>
    /// <exception cref="SimulatedServiceException">InvalidParameterValue: the kind has no such filter.</exception>
    public static IReadOnlyList<Ec2Filter> Read(FormParameters form, Ec2Resource sample)
    {
        var filters = form.Structures("Filter").Select(filter => new Ec2Filter(filter["Name"] ?? "", filter.List("Value"))).ToList();
        var unknown = filters.Find(filter => !filter.IsTag && !sample.Filters.ContainsKey(filter.Name));
        return unknown is null
            ? filters
            : throw new SimulatedServiceException("InvalidParameterValue", $"The filter '{unknown.Name}' is invalid");
    }

    /// <summary>Whether a resource passes.</summary>
    public bool Passes(Ec2Resource resource)
    {
        if (Name == TagKey) return resource.Tags.Keys.Any(AnyMatches);
        if (IsTag) return resource.Tags.TryGetValue(Name[TagPrefix.Length..], out var tag) && AnyMatches(tag);
        return resource.Filters[Name].OfType<string>().Any(AnyMatches);
    }

    private bool IsTag => Name == TagKey || Name.StartsWith(TagPrefix, StringComparison.Ordinal);

    private bool AnyMatches(string value) => Values.Any(pattern => WildcardPattern.Matches(pattern, value));
}
