using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>What the describe operations have in common: ids, filters, pages.</summary>
/// <param name="IdParameter">The parameter with ids, such as <c>VpcId</c>.</param>
/// <param name="Set">The element of the answer's list.</param>
/// <param name="NotFoundCode">The code for an id that is not there.</param>
/// <param name="MinimumPage">The smallest MaxResults that is taken.</param>
/// <param name="Resources">The resources of an account in a region.</param>
/// <param name="Sample">A resource of the kind, which tells what filters there are.</param>
internal sealed record DescribeOperation(
    string IdParameter, string Set, string NotFoundCode, int MinimumPage, Func<SimulatedEc2Region, IEnumerable<Ec2Resource>> Resources, Ec2Resource Sample)
{
    private const int MaximumPage = 1000;
    private const string TokenPrefix = "from:";

    /// <summary>The operations by name.</summary>
    public static IReadOnlyDictionary<string, DescribeOperation> ByName { get; } = new Dictionary<string, DescribeOperation>(StringComparer.Ordinal)
    {
        ["DescribeFlowLogs"] = new("FlowLogId", "flowLogSet", "InvalidFlowLogId.NotFound", 1, region => region.FlowLogs(),
            Ec2Resources.Of(new SimulatedFlowLog { FlowLogId = "", ResourceId = "" })),
        ["DescribeVpcs"] = new("VpcId", "vpcSet", "InvalidVpcID.NotFound", 5, region => region.Vpcs(),
            Ec2Resources.Of(new SimulatedVpc { VpcId = "" }, "")),
        ["DescribeSubnets"] = new("SubnetId", "subnetSet", "InvalidSubnetID.NotFound", 5, region => region.Subnets(),
            Ec2Resources.Of(new SimulatedSubnet { SubnetId = "", VpcId = "" }, "", "")),
        ["DescribeNetworkInterfaces"] =
            new("NetworkInterfaceId", "networkInterfaceSet", "InvalidNetworkInterfaceID.NotFound", 5, region => region.NetworkInterfaces(),
            Ec2Resources.Of(new SimulatedNetworkInterface { NetworkInterfaceId = "", VpcId = "", SubnetId = "" }, "", "")),
    };

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="region">What is there.</param>
    /// <param name="largestPage">The most resources in an answer, whatever is asked for.</param>
    /// <exception cref="SimulatedServiceException">An id is not there, or a parameter is wrong.</exception>
    public SimulatedResponse Answer(SimulatedRequest request, SimulatedEc2Region region, int largestPage)
    {
        var ids = request.Form.List(IdParameter);
        var size = Math.Min(PageSize(request.Form, ids.Count > 0), largestPage);
        var filters = Ec2Filter.Read(request.Form, Sample);
        var all = Resources(region).OrderBy(resource => resource.Id, StringComparer.Ordinal).ToList();
        var missing = ids.Where(id => !all.Exists(resource => resource.Id == id)).ToList();
        if (missing.Count > 0)
        {
            throw new SimulatedServiceException(NotFoundCode, $"The {IdParameter} '{string.Join(", ", missing)}' does not exist");
        }

        var chosen = all.Where(resource => (ids.Count == 0 || ids.Contains(resource.Id)) && filters.All(filter => filter.Passes(resource))).ToList();
        var start = Start(request.Form["NextToken"]);
        var page = chosen.Skip(start).Take(size).ToList();
        var next = start + page.Count;
        return Ec2Protocol.Answer(request,
            new XElement(Set, page.Select(resource => resource.Item())),
            next < chosen.Count ? new XElement("nextToken", Token(next)) : null);
    }

    private static string Token(int start) => Convert.ToBase64String(Encoding.ASCII.GetBytes(TokenPrefix + start.ToString(CultureInfo.InvariantCulture)));

    private static int Start(string? token)
    {
        if (string.IsNullOrEmpty(token)) return 0;
        var bytes = new byte[token.Length];
        var text = Convert.TryFromBase64String(token, bytes, out var written) ? Encoding.ASCII.GetString(bytes, 0, written) : "";
        return text.StartsWith(TokenPrefix, StringComparison.Ordinal)
            && int.TryParse(text[TokenPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                ? start
                : throw new SimulatedServiceException("InvalidPaginationToken", "The pagination token is not valid.");
    }

    private int PageSize(FormParameters form, bool hasIds)
    {
        if (form["MaxResults"] is not { } text) return MaximumPage;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < MinimumPage || size > MaximumPage)
        {
            throw new SimulatedServiceException("InvalidParameterValue",
                $"Value ( {text} ) for parameter maxResults is invalid. Expecting a value between {MinimumPage} and {MaximumPage}.");
        }

        return hasIds
            ? throw new SimulatedServiceException("InvalidParameterCombination", $"The parameter {IdParameter} cannot be used with the parameter maxResults")
            : size;
    }
}
