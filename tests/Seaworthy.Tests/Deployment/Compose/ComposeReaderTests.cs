using Seaworthy.Check;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Compose;

namespace Seaworthy.Tests.Deployment.Compose;

public class ComposeReaderTests
{
    [Fact]
    public void An_override_lies_over_its_base_and_each_value_keeps_its_place()
    {
        var service = Service("""
            ==> compose.yaml <==
            services:
              a:
                image: x:1
                environment: [A=1, B=1]
                command: [one, two]
                ports: ["1:1"]
            ==> compose.override.yaml <==
            services:
              a:
                environment: { B: "2" }
                command: [three]
                ports: ["2:2"]
            """);

        Assert.Equal([("A", "1"), ("B", "2")], service.Environment.Select(item => (item.Name, item.Value!.Text)));
        Assert.Equal(["three"], service["command"]!.Scalars.Select(word => word.Text));
        Assert.Equal(["1:1", "2:2"], service["ports"]!.Scalars.Select(port => port.Text));
        Assert.Equal("compose.override.yaml", service["command"]!.Place.File.Path);
    }

    [Fact]
    public void Extends_include_anchors_and_variables_are_followed()
    {
        var service = Service("""
            ==> .env <==
            TAG="9"
            ==> common.compose.yaml <==
            services:
              base: { image: "x:${TAG}", restart: always }
            ==> compose.yaml <==
            x-limits: &limits { mem_limit: "${LIMIT:-256m}" }
            services:
              a:
                <<: *limits
                extends: { file: common.compose.yaml, service: base }
                restart: "no"
            """, "a");

        Assert.Equal(("x:9", "no", "256m"), (service["image"]!.Text, service["restart"]!.Text, service["mem_limit"]!.Text));
    }

    [Fact]
    public void Reset_and_override_tags_act()
    {
        var service = Service("""
            ==> compose.yaml <==
            services:
              a: { image: x, ports: ["1:1"], command: [a] }
            ==> compose.override.yaml <==
            services:
              a:
                ports: !override ["2:2"]
                command: !reset null
            """);

        Assert.Equal(["2:2"], service["ports"]!.Scalars.Select(port => port.Text));
        Assert.Null(service["command"]);
    }

    [Theory]
    [InlineData("==> compose.yaml <==\nservices:\n  a: { extends: a }\n")]
    [InlineData("==> compose.yaml <==\nservices:\n  a: { extends: b }\n  b: { extends: a }\n")]
    [InlineData("==> compose.yaml <==\nservices:\n  a: { extends: { file: other.compose.yaml, service: b } }\n==> other.compose.yaml <==\nservices:\n  b: { extends: { file: compose.yaml, service: a } }\n")]
    public void A_circle_is_a_fault(string files) =>
        Assert.Contains(Model(files).Faults, fault => fault.Text.Contains("leads back", StringComparison.Ordinal));

    [Fact]
    public void Includes_in_a_circle_end() =>
        Assert.NotEmpty(Model("==> compose.yaml <==\ninclude: [b.compose.yaml]\nservices: { a: { image: x } }\n==> b.compose.yaml <==\ninclude: [compose.yaml]\nservices: { b: { image: x } }\n").Compose);

    [Theory]
    [InlineData("$A", "1")]
    [InlineData("${A}-${B:-2}", "1-2")]
    [InlineData("$$A", "$A")]
    [InlineData("${B:?x}", "")]
    [InlineData("${A:+yes}", "yes")]
    [InlineData("${B:-${A}}", "1")]
    [InlineData("${", "${")]
    public void Variables_are_filled_in(string text, string expected) =>
        Assert.Equal(expected, Interpolation.Expand(text, name => name == "A" ? "1" : null));

    private static DeploymentModel Model(string files) => DeploymentModel.Read(ExampleFiles.ReadSet(files));

    private static ComposeService Service(string files, string name = "a") =>
        Model(files).Compose.SelectMany(project => project.Services).Last(service => service.Name.Text == name);
}
