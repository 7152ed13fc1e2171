using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowWatch.ArchiveListing;

/// <summary>A bucket of flow-log files that are made up page by page: 20 files in each slot of 5 minutes.</summary>
internal static class MadeUpBucket
{
    private const int PageSize = 1_000;
    private const int FilesPerSlot = 20;

    public static async Task<int> ServeAsync(int objects)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        await using var application = builder.Build();
        application.Run(context => AnswerAsync(context, objects));
        await application.StartAsync();
        Console.WriteLine(application.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static Task AnswerAsync(HttpContext context, int objects)
    {
        var first = int.Parse(context.Request.Query["continuation-token"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var end = Math.Min(first + PageSize, objects);
        var xml = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>archive</Name><EncodingType>url</EncodingType>");
        xml.Append(CultureInfo.InvariantCulture, $"<KeyCount>{end - first}</KeyCount><MaxKeys>{PageSize}</MaxKeys>");
        xml.Append(end < objects ? string.Create(CultureInfo.InvariantCulture, $"<IsTruncated>true</IsTruncated><NextContinuationToken>{end}</NextContinuationToken>") : "<IsTruncated>false</IsTruncated>");
        for (var index = first; index < end; index++)
        {
            var slot = DateTime.UnixEpoch.AddYears(56).AddMinutes(index / FilesPerSlot * 5);
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>AWSLogs/123456789012/vpcflowlogs/eu-central-1/{slot:yyyy/MM/dd}/");
            xml.Append(CultureInfo.InvariantCulture, $"123456789012_vpcflowlogs_eu-central-1_fl-0a1b2c3d4e5f60718_{slot:yyyyMMdd}T{slot:HHmm}Z_{index:x8}.log.gz</Key>");
            xml.Append(CultureInfo.InvariantCulture, $"<LastModified>{slot:yyyy-MM-dd}T{slot:HH:mm}:59.000Z</LastModified><ETag>&quot;{index:x32}&quot;</ETag>");
            xml.Append(CultureInfo.InvariantCulture, $"<Size>{1_000 + index}</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }

        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(xml.Append("</ListBucketResult>").ToString());
    }
}
