using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class DescribeExportTasksResponse : AmazonWebServiceResponse
{
    public List<ExportTask> ExportTasks { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string NextToken { get; set; }
}
