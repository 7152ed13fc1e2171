using System.Xml.Linq;

namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>A resource as the describe operations treat it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Filters">The values that each filter compares with.</param>
/// <param name="Tags">The tags, for <c>tag:KEY</c> and <c>tag-key</c>.</param>
/// <param name="Item">The resource on the wire.</param>
internal sealed record Ec2Resource(
    string Id, IReadOnlyDictionary<string, IReadOnlyList<string?>> Filters, IReadOnlyDictionary<string, string> Tags, Func<XElement> Item);
