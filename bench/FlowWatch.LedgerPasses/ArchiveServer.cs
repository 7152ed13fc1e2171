using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowWatch.LedgerPasses;

/// <summary>Answers ListObjectsV2 as S3 does, over the made-up archive. A pass says what time it is before it begins.</summary>
internal static class ArchiveServer
{
    private const int PageSize = 1_000;

    public static async Task<int> ServeAsync(MadeUpArchive archive)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        await using var application = builder.Build();
        var now = MadeUpArchive.MorningOf(0);
        application.MapPut("/now/{day:int}", (int day) => { now = MadeUpArchive.MorningOf(day); });
        application.MapFallback(context => AnswerAsync(context, archive, now));
        await application.StartAsync();
        Console.WriteLine(application.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static Task AnswerAsync(HttpContext context, MadeUpArchive archive, DateTime now)
    {
        var query = context.Request.Query;
        var prefix = query["prefix"].FirstOrDefault() ?? "";
        var after = query["continuation-token"].FirstOrDefault() ?? query["start-after"].FirstOrDefault() ?? "";
        var page = archive.List(prefix, after, now).Take(PageSize + 1).ToList();
        var isMore = page.Count > PageSize;
        var xml = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>archive</Name><EncodingType>url</EncodingType>");
        xml.Append(CultureInfo.InvariantCulture, $"<KeyCount>{Math.Min(page.Count, PageSize)}</KeyCount><MaxKeys>{PageSize}</MaxKeys>");
        xml.Append(isMore ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{page[PageSize - 1].Key}</NextContinuationToken>" : "<IsTruncated>false</IsTruncated>");
        foreach (var (key, written, storageClass) in page.Take(PageSize))
        {
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{HttpUtility.UrlEncode(key)}</Key><LastModified>{written:yyyy-MM-dd}T{written:HH:mm:ss}.000Z</LastModified>");
            xml.Append(CultureInfo.InvariantCulture, $"<ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>{200_000 + (key.Length * 97)}</Size><StorageClass>{storageClass}</StorageClass></Contents>");
        }

        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(xml.Append("</ListBucketResult>").ToString());
    }
}
