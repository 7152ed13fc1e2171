using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class GetPolicyVersionResponse : AmazonWebServiceResponse
{
    public PolicyVersion PolicyVersion { get; set; }
}
