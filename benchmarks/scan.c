/* libyaml's events of each file named, taken and dropped: the least that a reader of YAML does. */
#include <stdio.h>
#include <yaml.h>

static int scan(FILE *file) {
    yaml_parser_t parser;
    yaml_event_t event;
    int is_end = 0;
    if (!yaml_parser_initialize(&parser)) return 0;
    yaml_parser_set_input_file(&parser, file);
    while (!is_end) {
        if (!yaml_parser_parse(&parser, &event)) return 0;
        is_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return 1;
}

int main(int count, char **names) {
    for (int number = 1; number < count; number++) {
        FILE *file = fopen(names[number], "rb");
        if (!file || !scan(file)) return 1;
        fclose(file);
    }
    return 0;
}
