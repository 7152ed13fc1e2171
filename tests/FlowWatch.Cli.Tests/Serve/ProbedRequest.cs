using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Cli.Tests.Serve;

/// <summary>The one HTTP function of this assembly: it gives no route, as a function may.</summary>
internal sealed class ProbedRequest
{
    [Function("Unrouted")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", "post")] HttpRequest request) => Results.Text(request.Path);
}
