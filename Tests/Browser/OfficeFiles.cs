namespace Muster.Tests.Browser;

/// <summary>The agencies of a product under test, as files that it finds at its first start.</summary>
internal static class OfficeFiles
{
    public const int OfferingOffices = 8;

    /// <summary>Hours that are days away, whenever the tests run.</summary>
    private static string InThreeDays
    {
        get
        {
            var day = TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek.ToString().ToLowerInvariant();
            return $$"""{ "day": "{{day}}", "from": "09:00", "until": "10:00" }""";
        }
    }

    /// <param name="data">The node's data directory.</param>
    /// <param name="site">The one foreign origin that may show their panel.</param>
    /// <param name="offices">How many agencies of a test's own, each with one agent.</param>
    public static void Write(string data, string site, int offices)
    {
        Directory.CreateDirectory(Path.Combine(data, "agencies"));
        Directory.CreateDirectory(Path.Combine(data, "new-accounts"));
        var demo = File.ReadAllText(Path.Combine(Repository.Root, "Silo", "agencies", "demo.json"));
        WriteAgency(data, "demo", DemoAs("demo"));
        WriteAgency(data, "library", File.ReadAllText(Path.Combine(Repository.Root, "Silo", "agencies", "library.json")));
        WriteAgency(data, Product.ClosedAgency, $$"""
            {
              "id": "{{Product.ClosedAgency}}", "name": "Night Office", "timeZone": "Australia/Brisbane", "sites": [ "{{site}}" ],
              "queues": [ { "id": "general", "name": "General enquiries" }, { "id": "urgent", "name": "Urgent help", "takesMessagesWhenClosed": false } ],
              "hours": [ {{InThreeDays}} ],
              "channels": [ { "name": "Phone", "value": "07 5550 0199", "url": "tel:+61755500199" } ],
              "emergencyNumber": "000"
            }
            """);
        File.WriteAllText(Path.Combine(data, "new-accounts", $"{Product.ClosedAgency}.json"), $$"""
            [ { "userName": "keeper", "password": "{{Office.Password}}", "realName": "Kim Lindqvist", "alias": "Kim", "role": "administrator", "queues": [], "capacity": 1 },
              { "userName": "verifier", "password": "{{Office.Password}}", "realName": "Io Vance", "alias": "Io", "role": "auditor", "queues": [], "capacity": 1 } ]
            """);
        WriteOffice(data, Product.WatchedAgency, DemoAs(Product.WatchedAgency), "\"general\", \"flood\"", capacity: 2, Robin("\"general\", \"flood\""));
        WriteOffice(data, Product.TellingAgency, DemoAs(Product.TellingAgency), "\"general\", \"flood\"", capacity: 2, Robin("\"general\", \"flood\""));
        WriteOffice(data, Product.MovingAgency, DemoAs(Product.MovingAgency), "\"general\", \"flood\"", capacity: 1, Robin("\"general\", \"flood\""));
        WriteOffice(data, Product.ClosingAgency, Closing(""), "\"general\"", capacity: 2, Robin("\"general\""));
        WriteOffice(data, Product.AdvisingAgency, DemoAs(Product.AdvisingAgency), "\"general\"", capacity: 5, Bea("\"flood\""));
        for (var number = 1; number <= offices; number++)
            WriteOffice(data, $"office-{number}", DemoAs($"office-{number}"), "\"general\", \"flood\"", capacity: 5);
        for (var number = 1; number <= OfferingOffices; number++)
            WriteOffice(data, $"offering-{number}", Offering($"offering-{number}"), "\"permits\"", capacity: 2);

        string DemoAs(string id) => demo.Replace("\"id\": \"demo\",", $"\"id\": \"{id}\", \"sites\": [\"{site}\"],", StringComparison.Ordinal);
    }

    /// <summary>From now on <see cref="Product.ClosingAgency"/> opens in three days.</summary>
    public static void Close(string data) => WriteAgency(data, Product.ClosingAgency, Closing(InThreeDays));

    private static string Closing(string hours) => $$"""
        {
          "id": "{{Product.ClosingAgency}}", "name": "Evening Office", "timeZone": "Australia/Brisbane",
          "queues": [ { "id": "general", "name": "General enquiries" } ],
          "hours": [ {{hours}} ],
          "emergencyNumber": "000"
        }
        """;

    private static string Robin(string queues) =>
        $$""", { "userName": "robin", "password": "{{Office.Password}}", "realName": "Robin Adebayo", "alias": "Robin", "role": "supervisor", "queues": [{{queues}}], "capacity": 1 }""";

    private static string Bea(string queues) =>
        $$""", { "userName": "bea", "password": "{{Office.Password}}", "realName": "Beatrice Lindqvist", "alias": "Bea", "role": "agent", "queues": [{{queues}}], "capacity": 2 }""";

    private static string Offering(string id) => $$"""
        {
          "id": "{{id}}", "name": "Permits Office", "timeZone": "Australia/Brisbane",
          "queues": [ { "id": "permits", "name": "Permits", "assignment": "offer", "offerSeconds": 10, "noReply": { "alertSeconds": 10, "returnSeconds": 60 } }, { "id": "appeals", "name": "Appeals", "hours": [ {{InThreeDays}} ] } ],
          "expertGroups": [ { "id": "surveyors", "name": "The surveyors", "queue": "permits", "skills": [ { "skill": "surveying" } ] } ],
          "limits": { "transferReturnSeconds": 30 },
          "emergencyNumber": "000"
        }
        """;

    private static void WriteOffice(string data, string id, string settings, string queues, int capacity, string others = "")
    {
        WriteAgency(data, id, settings);
        File.WriteAllText(Path.Combine(data, "new-accounts", $"{id}.json"), $$"""
            [ { "userName": "{{Office.UserName}}", "password": "{{Office.Password}}", "realName": "Samantha Okafor", "alias": "Sam", "role": "agent", "queues": [{{queues}}], "capacity": {{capacity}} }{{others}} ]
            """);
    }

    private static void WriteAgency(string data, string id, string settings) => File.WriteAllText(Path.Combine(data, "agencies", $"{id}.json"), settings);
}
