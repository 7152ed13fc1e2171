using FlowWatch.ArchiveListing;

// serve OBJECTS: a bucket of that many objects, until standard input ends; prints its address.
// list: lists the bucket behind AWS_ENDPOINT_URL and reads each key; prints objects, pages and seconds.
return args switch
{
    ["serve", var objects] => await MadeUpBucket.ServeAsync(int.Parse(objects, System.Globalization.CultureInfo.InvariantCulture)),
    ["list"] => await Listing.RunAsync(),
    _ => 3,
};
