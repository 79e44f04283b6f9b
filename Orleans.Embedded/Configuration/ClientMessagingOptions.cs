namespace Orleans.Configuration;

/// <summary>Calls that start at a client. Here the client lives in the silo's process, whose options count.</summary>
public class ClientMessagingOptions : MessagingOptions;
