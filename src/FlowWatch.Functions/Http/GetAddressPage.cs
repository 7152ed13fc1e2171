using FlowWatch.Core.Dashboard;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET dashboard/address</c>: the page of one IP address.</summary>
/// <param name="boundary">What every request for a page passes.</param>
/// <param name="findings">The findings.</param>
public sealed class GetAddressPage(PageBoundary boundary, FindingReader findings)
{
    private static readonly TypedApiParameter<string> Address = ApiParameters.Text("address", "The address, IPv4 or IPv6.", "[0-9A-Fa-f:.]{2,45}", "an IPv4 or IPv6 address", isRequired: true);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetAddressPage>(
        "Shows what the findings of the last day tell of one address, as a page for people.",
        ApiResponse.Page(200, "The address.")) with
    { Parameters = [Address] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetAddressPage))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = PageBoundary.Root + "/address")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, DashboardLinks links, CancellationToken cancellationToken)
    {
        var address = call.Arguments.Required(Address);
        if (!FlowLogAddress.IsAddress(address)) return ApiAnswer.InvalidParameter(Address.Name, "not an IPv4 or IPv6 address");
        return PageBoundary.Page(await PageRenderer.AddressAsync(await findings.OfAddressAsync(address, call.Settings.Targets, cancellationToken).ConfigureAwait(false), links).ConfigureAwait(false));
    }
}
