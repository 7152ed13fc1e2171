namespace Amazon.CloudWatch.Model;

public class Metric
{
    public List<Dimension> Dimensions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string MetricName { get; set; }

    public string Namespace { get; set; }
}
